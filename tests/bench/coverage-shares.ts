import { type Random, seeded, uniform } from '../../stats/core/random.ts'
import { netPromoter } from '../../stats/indices/net-promoter.ts'
import { kanoSummary } from '../../stats/kano/kano-summary.ts'
import type { CoverageCase, Held } from './coverage-case.ts'

interface KanoShares {
  readonly attractive: number
  readonly 'one-dimensional': number
  readonly 'must-be': number
  readonly indifferent: number
  readonly reverse: number
  readonly questionable: number
}

const divided: KanoShares = {
  attractive: 0.25,
  'one-dimensional': 0.2,
  'must-be': 0.15,
  indifferent: 0.3,
  reverse: 0.06,
  questionable: 0.04,
}
const clear: KanoShares = {
  attractive: 0.05,
  'one-dimensional': 0.12,
  'must-be': 0.68,
  indifferent: 0.1,
  reverse: 0.03,
  questionable: 0.02,
}

/** Shares of the answers 0 to 10. */
const MIXED = [0.01, 0.01, 0.02, 0.02, 0.03, 0.06, 0.07, 0.14, 0.22, 0.2, 0.22]
const PRAISED = [0, 0, 0, 0.005, 0.005, 0.015, 0.025, 0.05, 0.15, 0.25, 0.5]

/** Exact truths. */
export const shareCases: readonly CoverageCase[] = [
  {
    population: 'divided opinions',
    sets: 10_000,
    draw: (rows, { seed, draw }) => heldByKano(divided, rows, seeded(seed, { stream: 1, draw })),
  },
  {
    population: 'a clear must-be',
    sets: 10_000,
    draw: (rows, { seed, draw }) => heldByKano(clear, rows, seeded(seed, { stream: 6, draw })),
  },
  {
    population: 'NPS 20',
    sets: 10_000,
    draw: (rows, { seed, draw }) => heldByNetPromoter(MIXED, rows, seeded(seed, { stream: 4, draw })),
  },
  {
    population: 'NPS 70',
    sets: 10_000,
    draw: (rows, { seed, draw }) => heldByNetPromoter(PRAISED, rows, seeded(seed, { stream: 8, draw })),
  },
]

function heldByKano(shares: KanoShares, rows: number, random: Random): Held[] {
  const names = Object.keys(shares) as (keyof KanoShares)[]
  const drawn = countsOf(Object.values(shares), rows, random)
  const counts = Object.fromEntries(names.map((name, k) => [name, drawn[k]!])) as Record<
    keyof KanoShares,
    number
  >
  const summary = kanoSummary(counts)
  if (!summary.ok) return []
  const { attractive, 'one-dimensional': oneDimensional, 'must-be': mustBe, indifferent } = shares
  const base = attractive + oneDimensional + mustBe + indifferent
  const { better, worse, totalSatisfaction } = summary.value
  const one = (kind: string, truth: number, estimated: typeof better): Held => ({
    kind,
    name: kind,
    truth,
    interval: estimated?.interval,
  })
  return [
    one('Kano Better', (attractive + oneDimensional) / base, better),
    one('Kano Worse', -(oneDimensional + mustBe) / base, worse),
    one('Kano Better + Worse', (attractive - mustBe) / base, totalSatisfaction),
  ]
}

function heldByNetPromoter(shares: readonly number[], rows: number, random: Random): Held[] {
  const result = netPromoter(countsOf(shares, rows, random))
  if (!result.ok) return []
  const sum = (from: number, to: number) => shares.slice(from, to).reduce((total, share) => total + share, 0)
  return [
    { kind: 'NPS', name: 'NPS', truth: 100 * (sum(9, 11) - sum(0, 7)), interval: result.value.interval },
  ]
}

function countsOf(shares: readonly number[], rows: number, random: Random): number[] {
  const counts = shares.map(() => 0)
  for (let i = 0; i < rows; i++) {
    let left = uniform(random)
    const k = shares.findIndex((share) => {
      left -= share
      return left < 0
    })
    counts[k < 0 ? shares.length - 1 : k]! += 1
  }
  return counts
}
