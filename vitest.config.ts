import { defineConfig } from 'vitest/config';

/** Two sets: `unit` stands beside the code, `acceptance` walks through all rooms with real clients. No isolation: process start-up is what costs on two cores. */
const shared = {
  isolate: false,
  pool: 'forks' as const,
  testTimeout: 60_000,
  hookTimeout: 60_000,
  globalSetup: ['./test/support/services.ts'],
};

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'unit', include: ['{src,scripts}/**/*.test.ts', 'web/src/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          name: 'acceptance',
          include: ['test/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
