import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * `npm test`: builds the pages that the browser tests open, runs every suite (or those named), and ends with one
 * plain line of the real counts.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url))
const report = join(tmpdir(), `manyi-tests-${process.pid}.json`)
const suites = process.argv.slice(2).flatMap((suite) => ['--project', suite])

const built = await run('vite/bin/vite.js', ['build', '--logLevel', 'warn'])
const code =
  built === 0
    ? await run('vitest/vitest.mjs', [
        'run',
        ...suites,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ])
    : built

const counts = await readCounts()
await rm(report, { force: true })
// An error that no test waited for belongs to none of them: vitest prints it, and says so by its code alone.
const failed = code !== 0 ? Math.max(1, counts.failed) : counts.failed
process.stdout.write(
  `\n${counts.passed} passed, ${failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}\n`,
)
process.exitCode = failed > 0 || counts.passed === 0 ? 1 : 0

function run(script: string, args: string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
      cwd: ROOT,
      stdio: 'inherit',
    })
    child.on('error', () => done(1))
    child.on('exit', (exit) => done(exit ?? 1))
  })
}

/** A file that fails before its first test has no test to count: it counts as one failure. */
async function readCounts(): Promise<{ passed: number; failed: number; skipped: number }> {
  const text = await readFile(report, 'utf8').catch(() => undefined)
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0 }
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(text) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    testResults: { status: string; assertionResults: { status: string }[] }[]
  }
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
  ).length
  return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests }
}
