import { KANO_CATEGORIES, type KanoAttributeOutcome, type KanoSegmentComparison } from '../../stats/index.ts'
import { reasonText, warningLines } from './in-words.ts'
import { fixed, percent, pText, rangeText, table } from './table.ts'

export interface ComparedAttribute {
  readonly name: string
  readonly comparison: KanoSegmentComparison
  /** Of the homogeneity test, adjusted over the attributes. */
  readonly pHolm: number
}

/** Category, shares, better and worse, then strengths and the continuous scores. */
export function kanoText(outcomes: readonly KanoAttributeOutcome[], rows: number): string {
  const letters = ['M', 'O', 'A', 'I', 'R', 'Q']
  return [
    `${rows} rows; category by Fong's test, ties by M > O > A > I; better and worse with Wilson intervals`,
    ...outcomes.flatMap(({ name, result }) => (result.ok ? warningLines(result.value.warnings, name) : [])),
    '',
    table(
      ['attribute', 'category', ...letters, 'better', 'interval', 'worse', 'interval', 'n', 'missing'],
      outcomes.map(({ name, result }) => {
        if (!result.ok) {
          return [name, reasonText(result), ...letters.map(() => '-'), '-', '-', '-', '-', '0', `${rows}`]
        }
        const { category, shares, better, worse, sampleSize, missing } = result.value
        return [
          name,
          category,
          ...KANO_CATEGORIES.map((one) => percent(shares[one])),
          fixed(better?.value, 2),
          rangeText(better?.interval, 2),
          fixed(worse?.value, 2),
          rangeText(worse?.interval, 2),
          `${sampleSize}`,
          `${missing}`,
        ]
      }),
    ),
    table(
      [
        'attribute',
        'total strength',
        'category strength',
        'functional',
        '+-',
        'dysfunctional',
        '+-',
        'importance',
      ],
      outcomes.flatMap(({ name, result }) => {
        if (!result.ok) return []
        const { totalStrength, categoryStrength, continuous, importance } = result.value
        return [
          [
            name,
            percent(totalStrength.value),
            percent(categoryStrength.value),
            fixed(continuous?.functional.value, 2),
            fixed(continuous?.functional.standardError, 2),
            fixed(continuous?.dysfunctional.value, 2),
            fixed(continuous?.dysfunctional.standardError, 2),
            fixed(importance?.value, 2),
          ],
        ]
      }),
    ),
  ].join('\n')
}

/** Each segment's category and coefficients, with one test per attribute. */
export const segmentText = (compared: readonly ComparedAttribute[]): string =>
  table(
    ['attribute', 'segment', 'category', 'better', 'worse', 'n', 'p, any difference'],
    compared.flatMap(({ name, comparison, pHolm }) =>
      comparison.segments.map(({ name: segment, summary }, i) => [
        i === 0 ? name : '',
        segment,
        summary.category,
        fixed(summary.better?.value, 2),
        fixed(summary.worse?.value, 2),
        fixed(summary.sampleSize, 0),
        i === 0 ? pText(pHolm) : '',
      ]),
    ),
  )
