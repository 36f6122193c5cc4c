import { pathToFileURL } from 'node:url'
import { type Moments, mergeMoments, momentsOf } from '../../stats/core/moments.ts'
import { wilsonInterval } from '../../stats/core/wilson.ts'
import { assessPls } from '../../stats/pls/assess-pls.ts'
import { pathAnalysis } from '../../stats/pls/path-analysis.ts'
import { drawRespondents, ecsi } from './ecsi-population.ts'

const SEED = Number(process.argv[2] ?? 20261122)
const DATA_SETS = 500
const ROWS = 250
const RESAMPLES = 2000
/** Population moments are those of this many respondents: their error is a hundredth of one interval's. */
const POPULATION = 4_000_000
const CHUNK = 100_000

/**
 * How often the 95 % interval of each construct's index covers the truth, over 500 samples of 250 respondents.
 * The truth is what the estimator estimates: the index by population weights on population moments, not the mean of the
 * generating construct, which no weighting of rounded answers can return.
 */
export function coverage(print: (line: string) => void = console.log): void {
  const truth = populationIndex()
  const names = ecsi.constructs.map(({ name }) => name)
  const covered = { percentile: new Map<string, number>(), student: new Map<string, number>() }
  const add = (counts: Map<string, number>, name: string, hit: boolean) =>
    counts.set(name, (counts.get(name) ?? 0) + (hit ? 1 : 0))
  for (let set = 1; set <= DATA_SETS; set++) {
    const observations = drawRespondents(ROWS, { seed: SEED, draw: set })
    const quick = pathAnalysis(ecsi, observations)
    const full = pathAnalysis(ecsi, observations, { resamples: RESAMPLES, seed: set })
    if (!quick.ok || !full.ok) throw new Error(`data set ${set} has no solution`)
    for (const name of names) {
      const value = truth.get(name)!
      const covers = ({ interval }: { interval?: { low: number; high: number } }) =>
        interval !== undefined && interval.low <= value && value <= interval.high
      add(covered.student, name, covers(quick.value.index[name]!))
      add(covered.percentile, name, covers(full.value.index[name]!))
    }
  }
  print(`coverage of the 95 % interval of the index, ${DATA_SETS} data sets, n = ${ROWS}, seed ${SEED}`)
  print(
    `construct      truth   bootstrap percentile (${RESAMPLES} resamples)   influence of rows, no resamples`,
  )
  for (const name of names) {
    const share = (counts: Map<string, number>) => {
      const { low, high } = wilsonInterval(counts.get(name)!, DATA_SETS)
      const percent = (x: number) => (100 * x).toFixed(1)
      return `${percent(counts.get(name)! / DATA_SETS)} % [${percent(low)}, ${percent(high)}]`
    }
    print(
      `${name.padEnd(13)} ${truth.get(name)!.toFixed(2)}   ${share(covered.percentile).padEnd(37)}   ${share(covered.student)}`,
    )
  }
}

function populationIndex(): ReadonlyMap<string, number> {
  let population: Moments | undefined
  for (let chunk = 0; chunk < POPULATION / CHUNK; chunk++) {
    // Draws from 1,000,000 on belong to the population, lower ones to the samples.
    const part = momentsOf(drawRespondents(CHUNK, { seed: SEED, draw: 1_000_000 + chunk }))
    population = population === undefined ? part : mergeMoments(population, part)
  }
  const assessed = assessPls(ecsi, population!)
  if (!assessed.ok) throw new Error(assessed.reason)
  return new Map(Object.entries(assessed.value.index).map(([name, { value }]) => [name, value]))
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) coverage()
