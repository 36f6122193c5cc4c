import { pathToFileURL } from 'node:url'
import { addCrossProduct } from '../../stats/core/cross-product.ts'
import { momentsOf } from '../../stats/core/moments.ts'
import type { Observations } from '../../stats/core/observations.ts'
import { estimatePls } from '../../stats/pls/estimate-pls.ts'
import { settingsOf } from '../../stats/pls/options.ts'
import { resamplePls } from '../../stats/pls/resample-pls.ts'
import { treatMissing } from '../../stats/pls/treat-missing.ts'
import { drawRespondents, ecsi } from './ecsi-population.ts'

const SEED = 20261122
const RESAMPLES = 5000

/** PLS against the bare cross-product of the same matrix, as ratios measured in one run. */
export function benchPls(print: (line: string) => void = console.log): void {
  print(`ECSI model, ${ecsi.constructs.length} constructs, ${ecsi.items.length} items; seed ${SEED}`)
  print(
    "one estimation from rows (missing check, moments, weights, paths) against the bare cross-product X'X:",
  )
  for (const rows of [250, 10_000, 1_000_000]) {
    const observations = drawRespondents(rows, { seed: SEED, draw: 0 })
    const repeats = Math.max(3, Math.round(100_000 / rows))
    const bare = bestOf(repeats, crossProductOf(observations))
    const whole = bestOf(repeats, () => estimate(observations))
    const moments = momentsOf(observations)
    const fromMoments = bestOf(20, () => estimatePls(ecsi, moments))
    print(
      `  n = ${String(rows).padStart(9)}: X'X ${ms(bare)}, estimation ${ms(whole)}, ratio ${(whole / bare).toFixed(2)};` +
        ` from moments ${ms(fromMoments)}`,
    )
  }
  const observations = drawRespondents(250, { seed: SEED, draw: 1 })
  const job = {
    model: ecsi,
    observations,
    layout: 'complete' as const,
    settings: settingsOf(),
    seed: SEED,
    stream: 0,
  }
  const one = crossProductOf(observations)
  const bare = bestOf(3, () => {
    for (let draw = 0; draw < RESAMPLES; draw++) one()
  })
  const whole = bestOf(3, () => resamplePls(job, { from: 0, to: RESAMPLES }))
  print(
    `${RESAMPLES} resamples, n = 250, one core: ${(whole / 1000).toFixed(2)} s;` +
      ` as many bare cross-products ${(bare / 1000).toFixed(2)} s, ratio ${(whole / bare).toFixed(2)}`,
  )
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

function crossProductOf({ items, rows, values }: Observations): () => void {
  const ones = new Float64Array(rows).fill(1)
  const into = new Float64Array(items.length ** 2)
  return () => addCrossProduct(values, items.length, ones, into)
}

function estimate(observations: Observations): void {
  const treated = treatMissing(ecsi, observations, 'auto')
  if (!treated.ok) throw new Error(treated.reason)
  const moments = momentsOf(treated.value.observations, { layout: treated.value.layout })
  const estimated = estimatePls(ecsi, moments)
  if (!estimated.ok) throw new Error(estimated.reason)
}

const ms = (time: number): string => `${time.toFixed(time < 10 ? 3 : 0)} ms`

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) benchPls()
