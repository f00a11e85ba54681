import './on-embedded.ts';
import '../resources/blocks.test.ts';
import '../resources/promises.test.ts';
