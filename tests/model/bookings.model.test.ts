import { describe, it } from 'vitest';
import { play } from '../harness.ts';
import { playAgainstRules } from './play.ts';

/** More plays on demand: MODEL_RUNS=1000, and MODEL_SEED to repeat one. */
const numRuns = Number(process.env.MODEL_RUNS) || 50;

describe('whatever is done, in whatever order, what is taken is what the rules say', () => {
  const stage = play();
  it('on PostgreSQL', () => playAgainstRules(stage, { numRuns, maxCommands: 30 }), 3_600_000);
});

describe('the same on the embedded store', () => {
  const stage = play({ store: 'embedded' });
  it('on PGlite', () => playAgainstRules(stage, { numRuns: 10, maxCommands: 20 }), 180_000);
});
