import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['tests/global-setup.ts'],
    include: ['tests/**/*.test.ts'],
    // Stories in a browser take their time where two run at once; what hangs is still found.
    testTimeout: 120_000,
    expect: { poll: { timeout: 15_000 } },
    hookTimeout: 120_000,
    // Two browsers, two servers and a database share two processors there: what fails once by the clock is asked again.
    retry: process.env.CI ? 2 : 0,
    maxWorkers: 2,
    reporters: ['default', ['json', { outputFile: 'data/test-results.json' }]],
  },
});
