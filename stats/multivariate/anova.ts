import { chiSquareUpper } from '../core/chi-square.ts'
import { fUpper } from '../core/f-upper.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { type WelchAnova, welchAnova } from '../core/welch-anova.ts'
import { type AnswerSummary, checkGroups, type Group, summariseGroup } from './group-summary.ts'
import { midRanks } from './mid-ranks.ts'

export interface Anova {
  readonly sampleSize: number
  readonly groups: readonly (AnswerSummary & { readonly name: string })[]
  /** Groups without any answer. */
  readonly leftOut: readonly string[]
  readonly sumBetween: number
  readonly sumWithin: number
  readonly df1: number
  readonly df2: number
  readonly f: number
  readonly p: number
  /** Explained share of the sum of squares; omega squared corrects it for chance and can be below 0. */
  readonly etaSquared: number
  readonly omegaSquared: number
  /** Without the assumption of equal variances; left out when a group has fewer than two answers or no variance. */
  readonly welch?: WelchAnova
  /** On ranks. */
  readonly kruskalWallis: { readonly h: number; readonly df: number; readonly p: number }
}

export type AnovaReason = 'too-few-groups' | 'too-few-answers' | 'no-variance'

/** One-way analysis of variance of k groups. Fisher (1925), Welch (1951), Kruskal & Wallis (1952); handbook 13. */
export function anova(groups: readonly Group[]): Outcome<Anova, AnovaReason> {
  checkGroups('anova', groups)
  const answered = groups.filter(({ values }) => values.length > 0)
  if (answered.length < 2) return missed('too-few-groups')
  const all = answered.flatMap(({ values }) => values)
  const k = answered.length
  const df2 = all.length - k
  if (df2 < 1) return missed('too-few-answers')
  const summaries = answered.map(({ name, values }) => ({ name, ...summariseGroup(values) }))
  const whole = summariseGroup(all)
  const sumBetween = summaries.reduce(
    (sum, { sampleSize, mean }) => sum + sampleSize * (mean - whole.mean) ** 2,
    0,
  )
  const sumWithin = summaries.reduce((sum, { sampleSize, variance }) => sum + (sampleSize - 1) * variance, 0)
  if (!(sumWithin > 0)) return missed('no-variance')
  const df1 = k - 1
  const within = sumWithin / df2
  const f = sumBetween / df1 / within
  const welch = welchAnova(
    summaries.map(({ sampleSize, mean, variance }) => ({
      value: mean,
      standardError: Math.sqrt(variance / sampleSize),
      sampleSize,
    })),
  )
  return found({
    sampleSize: all.length,
    groups: summaries,
    leftOut: groups.filter(({ values }) => values.length === 0).map(({ name }) => name),
    sumBetween,
    sumWithin,
    df1,
    df2,
    f,
    p: fUpper(f, df1, df2),
    etaSquared: sumBetween / (sumBetween + sumWithin),
    omegaSquared: (sumBetween - df1 * within) / (sumBetween + sumWithin + within),
    ...(welch.ok && { welch: welch.value }),
    kruskalWallis: kruskalWallis(answered, all),
  })
}

function kruskalWallis(groups: readonly Group[], all: readonly number[]) {
  const { ranks, tieSum } = midRanks(all)
  const n = all.length
  let from = 0
  let sum = 0
  for (const { values } of groups) {
    const total = ranks.slice(from, from + values.length).reduce((rankSum, rank) => rankSum + rank, 0)
    sum += values.length * (total / values.length - (n + 1) / 2) ** 2
    from += values.length
  }
  const h = ((12 / (n * (n + 1))) * sum) / (1 - tieSum / (n ** 3 - n))
  const df = groups.length - 1
  return { h, df, p: chiSquareUpper(h, df) }
}
