import { factorInPlace } from '../core/cholesky.ts'
import { completeRows } from '../core/complete-rows.ts'
import { fUpper } from '../core/f-upper.ts'
import type { Observations } from '../core/observations.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { symmetricEigen } from '../core/symmetric-eigen.ts'

export interface ManovaTest {
  readonly statistic: number
  readonly f: number
  readonly df1: number
  readonly df2: number
  readonly p: number
}

export interface Manova {
  readonly sampleSize: number
  readonly missing: number
  readonly groups: readonly { readonly name: string; readonly sampleSize: number }[]
  /** Of W^-1 H, largest first, as many as the smaller of outcomes and groups - 1. */
  readonly eigenvalues: readonly number[]
  readonly pillai: ManovaTest
  /** Left out when the groups are separated so far that F has no finite value. */
  readonly wilks?: ManovaTest
  readonly hotellingLawley: ManovaTest
  /** An upper bound of F: its p is a lower bound. */
  readonly roy: ManovaTest
}

export type ManovaReason = 'too-few-groups' | 'too-few-answers' | 'collinear'

/**
 * Do groups differ in several outcomes at once? `labels[i]` is the group of row i, null is no group; rows with missing
 * outcomes are dropped and counted. F approximations as in R. Pillai (1955), Wilks (1932), Rao (1951); handbook 13.
 */
export function manova(
  observations: Observations,
  labels: readonly (string | null)[],
): Outcome<Manova, ManovaReason> {
  if (labels.length !== observations.rows)
    throw new RangeError(`manova: ${labels.length} labels for ${observations.rows} rows`)
  if (observations.items.length === 0) throw new RangeError('manova: there are no outcomes')
  const { observations: complete, kept } = completeRows(observations)
  const rows = kept.flatMap((row, i) => (labels[row] === null ? [] : [{ i, label: labels[row]! }]))
  const names = [...new Set(rows.map(({ label }) => label))].sort()
  const p = complete.items.length
  const k = names.length
  if (k < 2) return missed('too-few-groups')
  const errorDf = rows.length - k
  if (errorDf < p + 1) return missed('too-few-answers')
  const sums = sumsOfSquares(complete, rows, names)
  const factor = sums.within.slice()
  const scales = Float64Array.from({ length: p }, (_, h) => Math.sqrt(sums.within[h * p + h]!))
  if (!scales.every((scale) => scale > 0)) return missed('collinear')
  for (let h = 0; h < p; h++) for (let g = 0; g < p; g++) factor[h * p + g]! /= scales[h]! * scales[g]!
  if (!factorInPlace(factor, p, p)) return missed('collinear')
  const between = sums.between.map((value, at) => value / (scales[Math.floor(at / p)]! * scales[at % p]!))
  const s = Math.min(p, k - 1)
  const eigenvalues = symmetricEigen(whitened(between, factor, p), p)
    .values.slice(0, s)
    .map((value) => Math.max(0, value))
  if (!eigenvalues.every((value) => value < 1e12)) return missed('collinear')
  const base = {
    sampleSize: rows.length,
    missing: observations.rows - rows.length,
    groups: names.map((name) => ({ name, sampleSize: rows.filter(({ label }) => label === name).length })),
    eigenvalues,
  }
  return found({ ...base, ...testsOf(eigenvalues, p, k - 1, errorDf) })
}

function sumsOfSquares(
  { values, items }: Observations,
  rows: readonly { readonly i: number; readonly label: string }[],
  names: readonly string[],
): { readonly within: Float64Array; readonly between: Float64Array } {
  const p = items.length
  const meanOf = (chosen: typeof rows) => {
    const mean = new Float64Array(p)
    for (const { i } of chosen) for (let h = 0; h < p; h++) mean[h]! += values[i * p + h]! / chosen.length
    return mean
  }
  const within = new Float64Array(p * p)
  const between = new Float64Array(p * p)
  const add = (into: Float64Array, off: (h: number) => number, times: number) => {
    for (let h = 0; h < p; h++) for (let g = 0; g < p; g++) into[h * p + g]! += times * off(h) * off(g)
  }
  const centre = meanOf(rows)
  for (const name of names) {
    const members = rows.filter(({ label }) => label === name)
    const mean = meanOf(members)
    for (const { i } of members) add(within, (h) => values[i * p + h]! - mean[h]!, 1)
    add(between, (h) => mean[h]! - centre[h]!, members.length)
  }
  return { within, between }
}

/** L^-1 B L^-T for the lower factor L of W: symmetric, with the eigenvalues of W^-1 B. */
function whitened(between: Float64Array, factor: Float64Array, p: number): Float64Array {
  const into = between.slice()
  const forward = (at: (row: number) => number) => {
    for (let i = 0; i < p; i++) {
      let sum = into[at(i)]!
      for (let k = 0; k < i; k++) sum -= factor[i * p + k]! * into[at(k)]!
      into[at(i)] = sum / factor[i * p + i]!
    }
  }
  for (let column = 0; column < p; column++) forward((row) => row * p + column)
  for (let row = 0; row < p; row++) forward((column) => row * p + column)
  for (let i = 0; i < p; i++)
    for (let j = 0; j < i; j++) {
      const mean = (into[i * p + j]! + into[j * p + i]!) / 2
      into[i * p + j] = mean
      into[j * p + i] = mean
    }
  return into
}

function testsOf(eigenvalues: readonly number[], p: number, q: number, errorDf: number) {
  const s = Math.min(p, q)
  const m = (Math.abs(p - q) - 1) / 2
  const n = (errorDf - p - 1) / 2
  const sum = (of: (value: number) => number) => eigenvalues.reduce((total, value) => total + of(value), 0)
  const pillai = sum((value) => value / (1 + value))
  const wilks = Math.exp(-sum(Math.log1p))
  const trace = sum((value) => value)
  const roy = eigenvalues[0]!
  const a = 2 * m + s + 1
  const b = 2 * n + s + 1
  const scale = p ** 2 + q ** 2 - 5
  const t = scale > 0 ? Math.sqrt(((p * q) ** 2 - 4) / scale) : 1
  const wilksDf = (errorDf - (p - q + 1) / 2) * t - (p * q - 2) / 2
  const root = wilks ** (-1 / t) - 1
  const royDf = errorDf - Math.max(p, q) + q
  const test = (statistic: number, f: number, df1: number, df2: number): ManovaTest => ({
    statistic,
    f,
    df1,
    df2,
    p: fUpper(f, df1, df2),
  })
  return {
    pillai: test(pillai, ((b / a) * pillai) / (s - pillai), s * a, s * b),
    ...(Number.isFinite(root) &&
      wilksDf > 0 && { wilks: test(wilks, (root * wilksDf) / (p * q), p * q, wilksDf) }),
    hotellingLawley: test(trace, (2 * (s * n + 1) * trace) / (s * s * a), s * a, 2 * (s * n + 1)),
    roy: test(roy, (royDf / Math.max(p, q)) * roy, Math.max(p, q), royDf),
  }
}
