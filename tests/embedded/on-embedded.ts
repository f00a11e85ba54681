import { playOn } from '../harness.ts';

// Imported first: the stories that are imported after it play on the embedded database.
playOn.store = 'embedded';
