/** How one number format of a spreadsheet shows numbers. */
export interface NumberFormat {
  /** Zeros stand in front of the number, as in postcodes and customer numbers: it names something and measures nothing. */
  readonly isCode: boolean
  show(value: number): string
}

type Token =
  | { readonly kind: 'digit'; readonly mark: '0' | '#' | '?' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'point' | 'comma' | 'percent' | 'general' }

interface Section {
  readonly tokens: readonly Token[]
  /** Places after the point. */
  readonly places: number
  /** Digits before it that are there at the least. */
  readonly least: number
  /** What the number is multiplied by. */
  readonly factor: number
  readonly isGrouped: boolean
}

/** A number has no more digits that mean something. */
const SIGNIFICANT = 15

/**
 * Reads a format made of `0 # ?`, grouping, decimals, percent and literal text, with its sections for negative numbers and
 * zero; ECMA-376 part 1, 18.8.31, decimal point and comma as English writes them. Undefined for any other: days, fractions,
 * powers of ten, conditions, other numerals.
 */
export function compileNumberFormat(format: string): NumberFormat | undefined {
  const sections: Section[] = []
  for (const part of splitSections(format).slice(0, 3)) {
    const tokens = tokensOf(part)
    if (tokens === undefined) return undefined
    sections.push(sectionOf(tokens))
  }
  const [first, second, third] = sections
  if (first === undefined || first.tokens.length === 0) return undefined
  return {
    isCode: first.least > 1 && first.places === 0 && !first.isGrouped,
    show(value) {
      const section = value < 0 ? (second ?? first) : value === 0 ? (third ?? first) : first
      const text = fill(section, Math.abs(value))
      // A section of its own for negative numbers says itself how they are marked.
      return value < 0 && second === undefined && /[1-9]/.test(text) ? `-${text}` : text
    },
  }
}

/** At every `;` that is no text. */
function splitSections(format: string): string[] {
  const parts = format.match(/(?:"[^"]*"|\\.|[_*].|\[[^\]]*\]|[^;"\\_*[])+|;/gu) ?? []
  const sections = ['']
  for (const part of parts) {
    if (part === ';') sections.push('')
    else sections[sections.length - 1] += part
  }
  return sections
}

/** Literals that need no marks around them: none of them is a letter, a digit or `/`. */
const PLAIN = /^[$\-+():!^&'~{}<>= \u00a0\u202f€£¥₩₽]$/u

function tokensOf(section: string): Token[] | undefined {
  const tokens: Token[] = []
  const parts = section.match(/"[^"]*"|\\.|[_*].|\[[^\]]*\]|general|./giu) ?? []
  for (const part of parts) {
    const token = tokenOf(part)
    if (token === undefined) return undefined
    if (token !== 'nothing') tokens.push(token)
  }
  return tokens
}

function tokenOf(part: string): Token | 'nothing' | undefined {
  if (part === '0' || part === '#' || part === '?') return { kind: 'digit', mark: part }
  if (part === '.') return { kind: 'point' }
  if (part === ',') return { kind: 'comma' }
  if (part === '%') return { kind: 'percent' }
  if (part.toLowerCase() === 'general') return { kind: 'general' }
  if (part.startsWith('"') && part.length > 1) return { kind: 'text', text: part.slice(1, -1) }
  if (part.startsWith('\\') && part.length > 1) return { kind: 'text', text: part.slice(1) }
  // As wide as another character; filled up to the cell's width.
  if (part.startsWith('_') && part.length > 1) return { kind: 'text', text: ' ' }
  if (part.startsWith('*') && part.length > 1) return 'nothing'
  if (part.startsWith('[')) return bracketOf(part.slice(1, -1))
  return PLAIN.test(part) ? { kind: 'text', text: part } : undefined
}

/** A colour says nothing, `$€-407` is a currency; a condition, hours and other numerals are none of ours. */
function bracketOf(inside: string): Token | 'nothing' | undefined {
  const [, currency] = /^\$([^-\]]*)(?:-[0-9a-f]{1,8})?$/i.exec(inside) ?? []
  if (currency !== undefined) return currency === '' ? 'nothing' : { kind: 'text', text: currency }
  return /^(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d{1,2})$/i.test(inside)
    ? 'nothing'
    : undefined
}

function sectionOf(all: readonly Token[]): Section {
  const isDigit = ({ kind }: Token) => kind === 'digit'
  const point = all.findIndex(({ kind }) => kind === 'point')
  const end = point === -1 ? all.length : point
  const last = all.findLastIndex((token, place) => isDigit(token) && place < end)
  const first = all.findIndex(isDigit)
  const isBetween = (place: number) => place > first && place < last
  // Commas right behind the last digit, or behind the last before the point, leave thousands away.
  const behind = (digit: number) => {
    const after = digit === -1 ? [] : all.slice(digit + 1)
    const end = after.findIndex(({ kind }) => kind !== 'comma')
    return (end === -1 ? after : after.slice(0, end)).map((_, i) => digit + 1 + i)
  }
  const thousands = new Set([...behind(last), ...behind(all.findLastIndex(isDigit))])
  const percents = all.filter(({ kind }) => kind === 'percent').length
  const tokens = all.flatMap((token, place): Token[] => {
    if (token.kind === 'percent') return [{ kind: 'text', text: '%' }]
    if (token.kind !== 'comma') return [token]
    return isBetween(place) || thousands.has(place) ? [] : [{ kind: 'text', text: ',' }]
  })
  return {
    tokens,
    places: point === -1 ? 0 : all.filter((token, place) => isDigit(token) && place > point).length,
    least: all.filter((token, place) => token.kind === 'digit' && token.mark === '0' && place < end).length,
    factor: 100 ** percents / 1000 ** thousands.size,
    isGrouped: all.some(({ kind }, place) => kind === 'comma' && isBetween(place)),
  }
}

/** Digits into their places: those before the point from the right, the first place taking all that are left. */
function fill({ tokens, places, factor, isGrouped }: Section, value: number): string {
  const { whole, decimals } = digitsOf(value * factor, places)
  const end = tokens.findIndex(({ kind }) => kind === 'point')
  const inWhole = tokens.filter(({ kind }, place) => kind === 'digit' && (end === -1 || place < end)).length
  const pad = Math.max(0, inWhole - whole.length)
  let seen = 0
  let text = ''
  let hasPoint = false
  const put = (digit: string, left: number) => {
    text += digit
    if (isGrouped && digit !== '' && digit !== ' ' && left > 0 && left % 3 === 0) text += ','
  }
  for (const token of tokens) {
    if (token.kind === 'text') text += token.text
    else if (token.kind === 'general') text += String(value)
    else if (token.kind === 'point') {
      if (inWhole === 0) text += whole
      text += '.'
      hasPoint = true
      seen = 0
    } else if (token.kind === 'digit' && hasPoint) {
      const digit = decimals[seen] ?? '0'
      const isTail = /^0*$/.test(decimals.slice(seen))
      text += token.mark === '0' || !isTail ? digit : token.mark === '?' ? ' ' : ''
      seen += 1
    } else if (token.kind === 'digit') {
      if (seen === 0) {
        for (let i = 0; i < whole.length - inWhole; i++) put(whole[i] ?? '', whole.length - 1 - i)
      }
      const left = inWhole - 1 - seen
      const digit = seen < pad ? { '0': '0', '#': '', '?': ' ' }[token.mark] : whole[whole.length - 1 - left]
      put(digit ?? '', left)
      seen += 1
    }
  }
  // What only makes columns stand in line is no part of the value.
  return text.trim()
}

/** Rounded as people round, from the digits that mean something; no whole digit for numbers below one. */
function digitsOf(value: number, places: number): { whole: string; decimals: string } {
  const [mantissa = '0', exponent = '0'] = String(Number(value.toPrecision(SIGNIFICANT))).split('e')
  const shifted = Math.round(Number(`${mantissa}e${Number(exponent) + places}`))
  const digits = Number.isSafeInteger(shifted)
    ? String(shifted)
    : value.toFixed(Math.min(places, 100)).replace('.', '')
  const all = digits.padStart(places + 1, '0')
  const cut = all.length - places
  return { whole: all.slice(0, cut).replace(/^0+/, ''), decimals: all.slice(cut) }
}
