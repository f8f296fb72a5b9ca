import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // By default one processor is left free, which is half of a small machine.
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        // Generous, because a busy machine may be ten times slower; nothing waits that does not have to.
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'deploy/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'cluster',
          include: ['e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
