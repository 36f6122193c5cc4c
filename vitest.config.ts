import { defineConfig } from 'vitest/config'

/** What is waited for may take as long as a busy machine needs; vitest's own second is too short for a query. */
const expectation = { poll: { timeout: 30_000, interval: 100 } }

/**
 * Three suites: `unit` needs nothing, `api` a real PostgreSQL, `browser` also Chromium.
 * `api` and `browser` share one server, started once by tests/with-postgres.ts. Files of a suite share what they import:
 * loading it anew for each took longer than many of the tests. The browser comes last, by itself.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'tests/{stats,forms,web,pages,contract,files,demo,commands}/**/*.test.{ts,tsx}',
            'tests/*.test.ts',
          ],
          setupFiles: ['tests/seed-properties.ts'],
          testTimeout: 20_000,
          pool: 'threads',
          maxWorkers: 2,
          isolate: false,
        },
      },
      {
        test: {
          name: 'api',
          include: ['tests/{api,migrations}/**/*.test.ts', 'tests/reliability/**/*.test.ts'],
          globalSetup: ['tests/with-postgres.ts'],
          setupFiles: ['tests/seed-properties.ts'],
          expect: expectation,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
          isolate: false,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/with-postgres.ts'],
          expect: expectation,
          testTimeout: 240_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
