import { defineConfig } from 'vitest/config';

/** Stories that are played twice: what a fresh installation runs on refuses and waits in its own way. */
const alsoEmbedded = [
  'tests/approvals/{deadlines,decide}.test.ts',
  'tests/bookings/{book,change}.test.ts',
  'tests/external-calendars/busy.test.ts',
  'tests/people/{sessions,sign-in}.test.ts',
  'tests/resources/{blocks,promises}.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['tests/global-setup.ts'],
    // Real processes, real databases and real browsers take their time where two run at once; what hangs is still found.
    testTimeout: 180_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 120_000,
    maxWorkers: 2,
    // Each file has a database of its own, and none changes the process: loading the server anew for each took a third of the time.
    isolate: false,
    reporters: ['default', ['json', { outputFile: 'data/test-results.json' }]],
    projects: [
      { extends: true, test: { name: 'postgres', include: ['tests/**/*.test.ts'], provide: { store: 'postgres' } } },
      { extends: true, test: { name: 'embedded', include: alsoEmbedded, provide: { store: 'embedded' } } },
    ],
  },
});
