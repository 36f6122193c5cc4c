import { pathToFileURL } from 'node:url'
import { addCrossProduct } from '../../stats/core/cross-product.ts'
import { momentsOf } from '../../stats/core/moments.ts'
import type { Observations } from '../../stats/core/observations.ts'
import { driverAnalysis } from '../../stats/drivers/driver-analysis.ts'
import { influenceErrors } from '../../stats/pls/influence-pls.ts'
import { settingsOf } from '../../stats/pls/options.ts'
import { pathAnalysis } from '../../stats/pls/path-analysis.ts'
import { resamplePls } from '../../stats/pls/resample-pls.ts'
import { solution } from '../../stats/pls/solution.ts'
import { drawRespondents, ecsi } from './ecsi-population.ts'
import { benchGroups } from './stats-groups.ts'

const SEED = 20261122

/** The promises of the statistics about time and memory, each against the least work it needs, in one run. */
export function benchStats(print: (line: string) => void = console.log): void {
  print(
    `ECSI model, ${ecsi.constructs.length} constructs, ${ecsi.items.length} items; seed ${SEED}; one core`,
  )
  benchBootstrap(print)
  benchMargin(print)
  benchMemory(print)
  benchDrivers(print)
  benchGroups(print)
}

function benchBootstrap(print: (line: string) => void): void {
  for (const [rows, resamples] of [
    [250, 5000],
    [10_000, 1000],
  ] as const) {
    const observations = drawRespondents(rows, { seed: SEED, draw: 1 })
    const one = crossProductOf(observations)
    const bare = bestOf(2, () => {
      for (let draw = 0; draw < resamples; draw++) one()
    })
    const whole = bestOf(2, () => resamplePls(jobOf(observations), { from: 0, to: resamples }))
    print(
      `bootstrap ${resamples} at n = ${rows}: ${seconds(whole)}; as many bare cross-products ${seconds(bare)},` +
        ` ratio ${(whole / bare).toFixed(2)}`,
    )
  }
}

/** Shares of twelve drivers, every subset of them regressed anew in every resample. */
function benchDrivers(print: (line: string) => void): void {
  const observations = drawRespondents(1000, { seed: SEED, draw: 1 })
  const [outcome = '', ...rest] = [...observations.items].reverse()
  const drivers = rest.slice(0, 12)
  const whole = bestOf(1, () =>
    driverAnalysis(observations, outcome, drivers, { resamples: 1000, seed: SEED }),
  )
  print(`LMG of ${drivers.length} drivers, 1,000 resamples, n = 1000: ${seconds(whole)} (promised 5 s)`)
}

function benchMargin(print: (line: string) => void): void {
  for (const rows of [250, 10_000, 100_000]) {
    const observations = drawRespondents(rows, { seed: SEED, draw: 2 })
    const one = crossProductOf(observations)
    const repeats = rows > 50_000 ? 5 : 20
    const bare = bestOf(repeats, one)
    const moments = momentsOf(observations)
    const margin = bestOf(repeats, () => {
      const solved = solution(ecsi, moments, settingsOf())
      if (!solved.ok) throw new Error(solved.reason)
      influenceErrors(observations, solved.value, settingsOf())
    })
    const whole = bestOf(repeats, () => pathAnalysis(ecsi, observations))
    print(
      `margin without resampling, n = ${rows}: ${margin.toFixed(1)} ms` +
        ` (bare cross-product ${bare.toFixed(2)} ms); whole analysis with it ${whole.toFixed(1)} ms`,
    )
  }
}

/** What is kept per draw is one row of statistics; nothing else may grow. */
function benchMemory(print: (line: string) => void): void {
  const observations = drawRespondents(250, { seed: SEED, draw: 3 })
  for (const resamples of [1000, 10_000]) {
    const before = process.memoryUsage()
    const draws = resamplePls(jobOf(observations), { from: 0, to: resamples })
    const after = process.memoryUsage()
    const kept = draws.statistics.byteLength
    const more = after.arrayBuffers - before.arrayBuffers - kept
    print(
      `memory of ${resamples} resamples: ${megabytes(kept)} of statistics kept (${draws.width} numbers a draw),` +
        ` ${megabytes(Math.max(0, more))} of arrays besides`,
    )
  }
}

const jobOf = (observations: Observations) => ({
  model: ecsi,
  observations,
  layout: 'complete' as const,
  settings: settingsOf(),
  seed: SEED,
  stream: 0,
})

function crossProductOf({ items, rows, values }: Observations): () => void {
  const ones = new Float64Array(rows).fill(1)
  const into = new Float64Array(items.length ** 2)
  return () => addCrossProduct(values, items.length, ones, into)
}

/** The best of several timings in milliseconds: what the machine can do when nobody else uses it. */
function bestOf(repeats: number, run: () => unknown): number {
  run()
  let best = Number.POSITIVE_INFINITY
  for (let repeat = 0; repeat < repeats; repeat++) {
    const start = performance.now()
    run()
    best = Math.min(best, performance.now() - start)
  }
  return best
}

const seconds = (time: number): string => `${(time / 1000).toFixed(2)} s`
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) benchStats()
