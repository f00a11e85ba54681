import './on-embedded.ts';
import '../approvals/decide.test.ts';
import '../approvals/deadlines.test.ts';
