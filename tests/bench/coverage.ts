import { pathToFileURL } from 'node:url'
import { wilsonInterval } from '../../stats/core/wilson.ts'
import { coverageCases } from './coverage-cases.ts'

const SIZES = [100, 250, 1000]
const PROMISED = { low: 0.93, high: 0.97 }

/** How often the intervals of one kind held the truth. */
interface Tally {
  readonly sets: number
  /** Hits by interval of that kind. */
  readonly hits: Map<string, number>
}

/**
 * Simulated coverage of every 95 % interval that has no oracle, as the Markdown table of stats/README.md: the mean over
 * the intervals of a kind, lowest to highest, and how far chance alone moves one of them. Known truth; issue 3, 3.4.
 */
export function benchCoverage(seed = 20261122, print: (line: string) => void = console.log): void {
  print(`Coverage of 95 % intervals in percent, seed ${seed}; * outside 93 to 97 beyond chance.\n`)
  print('| interval | data sets | n = 100 | n = 250 | n = 1,000 | chance |')
  print('| --- | --- | --- | --- | --- | --- |')
  for (const { sets, draw } of coverageCases(seed)) {
    const tallies = SIZES.map((rows) => {
      const byKind = new Map<string, Tally>()
      for (let set = 1; set <= sets; set++) {
        for (const { kind, name, truth, interval } of draw(rows, { seed, draw: set })) {
          const tally = byKind.get(kind) ?? { sets, hits: new Map<string, number>() }
          byKind.set(kind, tally)
          const held = interval !== undefined && interval.low <= truth && truth <= interval.high
          tally.hits.set(name, (tally.hits.get(name) ?? 0) + (held ? 1 : 0))
        }
      }
      return byKind
    })
    for (const kind of tallies[0]!.keys()) {
      const cells = tallies.map((byKind) => cellOf(byKind.get(kind)!))
      const chance = `± ${(100 * 1.96 * Math.sqrt((0.95 * 0.05) / sets)).toFixed(1)}`
      print(`| ${[kind, sets.toLocaleString('en'), ...cells, chance].join(' | ')} |`)
    }
  }
}

function cellOf({ sets, hits }: Tally): string {
  const shares = [...hits.values()].map((hit) => hit / sets)
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  const low = Math.min(...shares)
  const high = Math.max(...shares)
  const below = wilsonInterval(low * sets, sets).high < PROMISED.low
  const above = wilsonInterval(high * sets, sets).low > PROMISED.high
  const range = shares.length > 1 ? ` [${percent(low)}, ${percent(high)}]` : ''
  return `${percent(mean)}${range}${below || above ? ' *' : ''}`
}

const percent = (share: number): string => (100 * share).toFixed(1)

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  benchCoverage(process.argv[2] === undefined ? undefined : Number(process.argv[2]))
}
