import { pathToFileURL } from 'node:url'
import { type Moments, mergeMoments, momentsOf } from '../../stats/core/moments.ts'
import { wilsonInterval } from '../../stats/core/wilson.ts'
import { assessPls } from '../../stats/pls/assess-pls.ts'
import { estimatePls } from '../../stats/pls/estimate-pls.ts'
import { pathAnalysis } from '../../stats/pls/path-analysis.ts'
import { drawRespondents, ecsi } from './ecsi-population.ts'

const SEED = Number(process.argv[2] ?? 20261122)
const DATA_SETS = Number(process.argv[3] ?? 1000)
const POPULATION = 4_000_000
const CHUNK = 100_000

/**
 * How often the 95 % intervals without resampling cover the truth, at n = 100, 250 and 1,000, for indices, paths, total
 * effects, impacts, loadings and R2. The truth is what the estimator gives on the moments of 4 million respondents.
 */
export function coverageOfMargins(print: (line: string) => void = console.log): void {
  const truth = numbersOf(populationMoments())
  print(`coverage of the 95 % interval without resampling, ${DATA_SETS} data sets each, seed ${SEED}`)
  for (const rows of [100, 250, 1000]) {
    const hits = new Map<string, number>()
    let solved = 0
    for (let set = 1; set <= DATA_SETS; set++) {
      const analysed = pathAnalysis(ecsi, drawRespondents(rows, { seed: SEED, draw: set }))
      if (!analysed.ok) continue
      solved += 1
      const { index, paths, totalEffects, loadings, rSquared } = analysed.value
      const count = (name: string, estimated: { interval?: { low: number; high: number } } | undefined) => {
        const { low, high } = estimated?.interval ?? { low: Number.NaN, high: Number.NaN }
        const value = truth.get(name)!
        hits.set(name, (hits.get(name) ?? 0) + (low <= value && value <= high ? 1 : 0))
      }
      for (const [name, one] of Object.entries(index)) count(`index ${name}`, one)
      for (const { from, to, coefficient } of paths) count(`path ${from} ${to}`, coefficient)
      for (const { from, to, effect, impact } of totalEffects) {
        count(`effect ${from} ${to}`, effect)
        count(`impact ${from} ${to}`, impact)
      }
      for (const [name, block] of Object.entries(loadings)) {
        if (Object.keys(block).length === 1) continue
        for (const [item, one] of Object.entries(block)) count(`loading ${item} ${name}`, one)
      }
      for (const [name, one] of Object.entries(rSquared)) count(`R2 ${name}`, one)
    }
    print(`n = ${rows}${solved < DATA_SETS ? ` (${DATA_SETS - solved} without solution)` : ''}`)
    for (const kind of ['index', 'path', 'effect', 'impact', 'loading', 'R2']) {
      const shares = [...hits].filter(([name]) => name.startsWith(`${kind} `)).map(([, hit]) => hit / solved)
      const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
      print(
        `  ${kind.padEnd(8)} mean ${percent(mean)}, lowest ${percent(Math.min(...shares))}, highest ${percent(Math.max(...shares))}` +
          ` (${shares.length} intervals)`,
      )
    }
    const satisfaction = hits.get('index Satisfaction')!
    const { low, high } = wilsonInterval(satisfaction, solved)
    print(`  index of Satisfaction ${percent(satisfaction / solved)} [${percent(low)}, ${percent(high)}]`)
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`

function populationMoments(): Moments {
  let population: Moments | undefined
  for (let chunk = 0; chunk < POPULATION / CHUNK; chunk++) {
    // Draws from 1,000,000 on belong to the population, lower ones to the samples.
    const part = momentsOf(drawRespondents(CHUNK, { seed: SEED, draw: 1_000_000 + chunk }))
    population = population === undefined ? part : mergeMoments(population, part)
  }
  return population!
}

function numbersOf(moments: Moments): ReadonlyMap<string, number> {
  const estimate = estimatePls(ecsi, moments)
  const assessment = assessPls(ecsi, moments)
  if (!estimate.ok || !assessment.ok) throw new Error('the population has no solution')
  const { index, totalEffects } = assessment.value
  return new Map<string, number>([
    ...Object.entries(index).map(([name, { value }]) => [`index ${name}`, value] as const),
    ...estimate.value.paths.map(({ from, to, coefficient }) => [`path ${from} ${to}`, coefficient] as const),
    ...totalEffects.flatMap(({ from, to, effect, impact }) => [
      [`effect ${from} ${to}`, effect] as const,
      [`impact ${from} ${to}`, impact!] as const,
    ]),
    ...Object.entries(estimate.value.loadings).flatMap(([name, block]) =>
      Object.entries(block).map(([item, value]) => [`loading ${item} ${name}`, value] as const),
    ),
    ...Object.entries(estimate.value.rSquared).map(([name, value]) => [`R2 ${name}`, value] as const),
  ])
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  coverageOfMargins()
