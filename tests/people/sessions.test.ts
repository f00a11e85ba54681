import { describe, expect, test } from 'vitest';
import { play } from '../harness.ts';

const stage = play();

// An address behind the session check that no route takes: 404 once signed in, 401 before.
const behind = '/api/nothing-here';

describe('a session', () => {
  test('lets a signed-in person through, and nobody else', async () => {
    expect((await stage.as('member')('GET', behind)).status).toBe(404);
    expect((await stage.anonymous('GET', behind)).status).toBe(401);
  });
});
