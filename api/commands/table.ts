import type { Estimated } from '../../stats/index.ts'

/** An aligned table: columns with words to the left, columns of numbers to the right; ends with a line break. */
export function table(header: readonly string[], body: readonly (readonly string[])[]): string {
  const rows = body.map((row) => row.map((text) => text.replaceAll(/\s+/g, ' ')))
  const widths = header.map((name, c) => Math.max(width(name), ...rows.map((row) => width(row[c]!))))
  const isText = header.map((_, c) => c === 0 || rows.some((row) => /\p{L}/u.test(row[c]!)))
  return [header, ...rows]
    .map((row) =>
      row
        .map((text, c) => {
          const space = ' '.repeat(widths[c]! - width(text))
          return isText[c] ? text + space : space + text
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
    .concat('\n')
}

/** Terminal cells: Chinese characters take two. */
const width = (text: string): number =>
  Array.from(text).reduce(
    (sum, character) => sum + (/[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFF60]/.test(character) ? 2 : 1),
    0,
  )

/** A number for people; a dash where there is none. What rounds to 0 has no sign. */
export const fixed = (value: number | undefined, digits: number): string =>
  value === undefined ? '-' : value.toFixed(digits).replace(/^-(0(\.0+)?)$/, '$1')

/** A share 0-1 as percent: no decimals, one from 1,000 answers on. Handbook 0.9. */
export const percent = (share: number | undefined, sampleSize = 0): string =>
  share === undefined ? '-' : `${fixed(100 * share, sampleSize >= 1000 ? 1 : 0)}%`

/** Three decimals, or that it is below what they can show. Handbook 0.9. */
export const pText = (p: number | undefined): string =>
  p !== undefined && p < 0.001 ? '<0.001' : fixed(p, 3)

/** `low .. high`, or a dash. */
export const rangeText = (interval: Estimated['interval'], digits: number, scale = 1): string =>
  interval === undefined
    ? '-'
    : `${fixed(scale * interval.low, digits)} .. ${fixed(scale * interval.high, digits)}`

/** Three cells: the value, its standard error, its interval. */
export const marginCells = (
  { value, standardError, interval }: Estimated,
  digits: number,
  scale = 1,
): string[] => [
  fixed(scale * value, digits),
  fixed(standardError === undefined ? undefined : scale * standardError, digits),
  rangeText(interval, digits, scale),
]
