import { format, getFormatInfo, isValidFormat, tokenize } from 'numfmt'

/** How one number format of a spreadsheet shows numbers. */
export interface NumberFormat {
  /** Zeros stand in front of the number, as in postcodes and customer numbers: it names something and measures nothing. */
  readonly isCode: boolean
  /** The number is a hundredth of what people read. */
  readonly isPercent: boolean
  show(value: number): string
}

/** Amounts, as far as they are written in digits by their places. */
const AMOUNTS: ReadonlySet<string> = new Set(['number', 'grouped', 'currency', 'percent', 'general'])
/** What makes an amount another one by its size, or by other numerals. */
const OTHERWISE: ReadonlySet<string> = new Set(['CONDITION', 'DBNUM', 'NATNUM'])

/** In which `[$€-407]` has decimals with a comma; ours have a point, wherever the file was written. */
const LOCALE = /\[\$([^\]-]*)-[0-9a-f]{1,8}\]/gi

/**
 * Reads a format of amounts, decimal point and comma as English writes them. Undefined for any other: days, fractions,
 * powers of ten, conditions, other numerals, and for "General", which says nothing of its own.
 */
export function compileNumberFormat(written: string): NumberFormat | undefined {
  const pattern = written.replaceAll(LOCALE, (_, currency: string) =>
    currency === '' ? '' : `[$${currency}]`,
  )
  if (!isValidFormat(pattern)) return undefined
  const tokens = tokenize(pattern)
  const { type, maxDecimals, grouped } = getFormatInfo(pattern)
  if (!AMOUNTS.has(type) || tokens.some((token) => OTHERWISE.has(token.type))) return undefined
  if (tokens.every((token) => token.type === 'GENERAL')) return undefined
  const end = tokens.findIndex((token) => token.type === 'BREAK')
  const positive = end === -1 ? tokens : tokens.slice(0, end)
  const zeros = positive.filter((token) => token.type === 'ZERO').length
  return {
    isCode: zeros > 1 && maxDecimals === 0 && grouped === 0,
    isPercent: type === 'percent',
    // What only makes columns stand in line is no part of the value.
    show: (value) => format(pattern, value).trim(),
  }
}
