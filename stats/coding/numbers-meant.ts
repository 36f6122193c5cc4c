const GROUPED = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?$/
const SPACED = /^[+-]?[1-9]\d{0,2}(?:\s\d{3})+(?:[.,]\d+)?$/
const PLAIN = /^[+-]?(?:\d+[.,]?\d*|[.,]\d+)$/

/**
 * The numbers that a text of figures may mean, full-width ones too: none, one, or for "1,200" two, 1200 and 1.2.
 * The first is what it means to whoever groups thousands with a comma, as English and Chinese do; where that is not
 * known, as in a file, two meanings are a reason to ask. A full stop is always the decimal mark: "1.200,5" is no number,
 * for the same hand would write "1.200" for 1200.
 */
export function numbersMeant(text: string): readonly number[] {
  const plain = text.normalize('NFKC').trim()
  const meant: number[] = []
  if (GROUPED.test(plain)) meant.push(Number(plain.replaceAll(',', '')))
  if (SPACED.test(plain)) meant.push(Number(plain.replaceAll(/\s/g, '').replace(',', '.')))
  if (PLAIN.test(plain)) meant.push(Number(plain.replace(',', '.')))
  return meant
}
