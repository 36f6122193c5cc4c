import { parentPort, workerData } from 'node:worker_threads'
import { type CoverageTruths, coverageCases } from './coverage-cases.ts'

/** Data sets `from` to `to` of one size of one case. */
export interface CoverageTask {
  readonly at: number
  readonly rows: number
  readonly from: number
  readonly to: number
}

/** How many of the intervals held the truth, by kind and name. */
export type CoverageHits = Readonly<Record<string, Readonly<Record<string, number>>>>

const { seed, truths } = workerData as { readonly seed: number; readonly truths: CoverageTruths }
const cases = coverageCases(truths)

parentPort?.on('message', ({ at, rows, from, to }: CoverageTask) => {
  const tally: Record<string, Record<string, number>> = {}
  for (let draw = from; draw <= to; draw++) {
    for (const { kind, name, truth, interval } of cases[at]!.draw(rows, { seed, draw })) {
      tally[kind] ??= {}
      const held = interval !== undefined && interval.low <= truth && truth <= interval.high
      tally[kind][name] = (tally[kind][name] ?? 0) + (held ? 1 : 0)
    }
  }
  parentPort?.postMessage(tally)
})
