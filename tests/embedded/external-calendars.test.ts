import './on-embedded.ts';
import '../external-calendars/busy.test.ts';
