import './on-embedded.ts';
import '../people/sessions.test.ts';
import '../people/sign-in.test.ts';
