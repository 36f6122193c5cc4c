import { benjaminiHochberg } from '../core/benjamini-hochberg.ts'
import { holm } from '../core/holm.ts'
import { found, missed, type Outcome } from '../core/outcome.ts'
import { type PairedDifference, pairedDifference } from './paired-difference.ts'

/** What the same respondents said of one brand; NaN where a respondent did not rate it. */
export interface BrandAnswers {
  readonly name: string
  readonly values: readonly number[]
}

/** first - second; adjusted over all pairs of the table that could be tested. */
export interface PairedBrands extends PairedDifference {
  readonly first: string
  readonly second: string
  readonly pHolm?: number
  readonly pBh?: number
}

export interface PairedTable {
  /** Respondents who rated at least two of the brands. */
  readonly sampleSize: number
  /** Pairs that fewer than two rated both of are left out. */
  readonly pairs: readonly PairedBrands[]
}

/**
 * Brands rated by the same people, two by two: paired t, Holm and Benjamini-Hochberg over the table. With `own` only that
 * brand against each other one. Throws when `own` is none of them or a name stands twice. Handbook 12.1.
 */
export function comparePaired(
  brands: readonly BrandAnswers[],
  {
    own,
    weights,
    level = 0.95,
  }: { readonly own?: string; readonly weights?: readonly number[]; readonly level?: number } = {},
): Outcome<PairedTable, 'too-few-answers'> {
  const names = brands.map(({ name }) => name)
  if (new Set(names).size < names.length) throw new RangeError('comparePaired: a brand stands twice')
  if (own !== undefined && !names.includes(own)) throw new RangeError(`comparePaired: no brand "${own}"`)
  const margin = { level, ...(weights !== undefined && { weights }) }
  const tested = pairsOf(brands, own).flatMap(([first, second]) => {
    const outcome = pairedDifference(first.values, second.values, margin)
    return outcome.ok ? [{ first: first.name, second: second.name, ...outcome.value }] : []
  })
  if (tested.length === 0) return missed('too-few-answers')
  const pValues = tested.flatMap(({ p }) => p ?? [])
  const byHolm = holm(pValues)
  const byBh = benjaminiHochberg(pValues)
  const rated = (i: number) => brands.filter(({ values }) => !Number.isNaN(values[i])).length
  return found({
    sampleSize: brands[0]!.values.filter((_, i) => rated(i) >= 2).length,
    pairs: tested.map((pair) =>
      pair.p === undefined ? pair : { ...pair, pHolm: byHolm.shift()!, pBh: byBh.shift()! },
    ),
  })
}

function pairsOf(brands: readonly BrandAnswers[], own: string | undefined): [BrandAnswers, BrandAnswers][] {
  const first = brands.find(({ name }) => name === own)
  if (first !== undefined) return brands.filter((one) => one !== first).map((second) => [first, second])
  return brands.flatMap((one, i) =>
    brands.slice(i + 1).map((second): [BrandAnswers, BrandAnswers] => [one, second]),
  )
}
