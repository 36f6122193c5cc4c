import { benjaminiHochberg } from '../core/benjamini-hochberg.ts'
import { chiSquareUpper } from '../core/chi-square.ts'
import { holm } from '../core/holm.ts'
import { type Interval, normalInterval } from '../core/interval.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { type WordOptions, wordCounts } from './word-counts.ts'

/** How much more often one group uses a word than the other, in answers. */
export interface KeyWord {
  readonly word: string
  readonly first: number
  readonly second: number
  readonly firstShare: number
  readonly secondShare: number
  /** Log-likelihood of the 2 x 2 table, 0 upward. */
  readonly g2: number
  readonly p: number
  readonly pHolm: number
  readonly pBh: number
  /** Log odds ratio (half an answer added to each cell), above 0 for words of the first group. */
  readonly logOdds: { readonly value: number; readonly standardError: number; readonly interval: Interval }
}

export interface Keyness {
  readonly sampleSizes: readonly [number, number]
  /** Most of the first group's words first. */
  readonly words: readonly KeyWord[]
}

/**
 * Keyness of words in two groups of answers (satisfied and dissatisfied): Dunning's G squared on answers that hold the
 * word. Answers without words are left out. Dunning (1993), Haldane (1955); handbook 13.2.
 */
export function keyness(
  first: readonly (readonly string[])[],
  second: readonly (readonly string[])[],
  { level = 0.95, ...options }: WordOptions & { readonly level?: number } = {},
): Outcome<Keyness, 'too-few-answers' | 'no-words'> {
  const groups = [first, second].map((group) => group.filter((words) => words.length > 0))
  const [m, n] = [groups[0]!.length, groups[1]!.length]
  if (m === 0 || n === 0) return missed('too-few-answers')
  const rows = wordCounts(
    groups.flat().map((words) => ({ words })),
    options,
  ).map(({ word, answers }) => {
    const a = answers.filter((i) => i < m).length
    const b = answers.length - a
    const g2 = likelihoodRatio(a, b, m, n)
    const [p, q, r, s] = [a + 0.5, m - a + 0.5, b + 0.5, n - b + 0.5]
    const value = Math.log((p * s) / (q * r))
    const standardError = Math.sqrt(1 / p + 1 / q + 1 / r + 1 / s)
    const logOdds = { value, standardError, interval: normalInterval(value, standardError, level) }
    return {
      word,
      first: a,
      second: b,
      firstShare: a / m,
      secondShare: b / n,
      g2,
      p: chiSquareUpper(g2, 1),
      logOdds,
    }
  })
  if (rows.length === 0) return missed('no-words')
  const byHolm = holm(rows.map(({ p }) => p))
  const byBh = benjaminiHochberg(rows.map(({ p }) => p))
  return found({
    sampleSizes: [m, n],
    words: rows
      .map((row, k) => ({ ...row, pHolm: byHolm[k]!, pBh: byBh[k]! }))
      .sort((x, y) => y.logOdds.value - x.logOdds.value || (x.word < y.word ? -1 : 1)),
  })
}

/** 2 sum o ln(o / e) over the four cells: word or not, first group or second. */
function likelihoodRatio(a: number, b: number, m: number, n: number): number {
  const total = m + n
  const cell = (observed: number, row: number, column: number) =>
    observed > 0 ? observed * Math.log((observed * total) / (row * column)) : 0
  const sum =
    cell(a, a + b, m) + cell(b, a + b, n) + cell(m - a, total - a - b, m) + cell(n - b, total - a - b, n)
  return Math.max(0, 2 * sum)
}
