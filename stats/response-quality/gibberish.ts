export const GIBBERISH_SIGNS = ['too-short', 'repeated', 'keyboard-row', 'no-vowels', 'no-letters'] as const
export type GibberishSign = (typeof GIBBERISH_SIGNS)[number]

/** Rows of the Latin keyboard, both ways. */
const KEYBOARD = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890'].flatMap((row) => [
  row,
  [...row].reverse().join(''),
])

/**
 * Why an open answer looks like nothing was said; empty when it does not. One character is enough in Chinese (好, 贵), and
 * digits are an answer. Empty text is no answer, not gibberish. A hint for a reader, never a reason to delete. Handbook 16.1.
 */
export function gibberishSigns(text: string): readonly GibberishSign[] {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  if (plain === '') return []
  const letters = [...plain].filter((character) => /\p{L}|\p{N}/u.test(character))
  if (letters.length === 0) return ['no-letters']
  const signs: GibberishSign[] = []
  const word = letters.join('')
  const latin = /^[\p{Script=Latin}\p{N}]+$/u.test(word)
  if (latin && letters.length < 2 && !/\p{N}/u.test(word)) signs.push('too-short')
  if (/(.)\1{3}/u.test(word) && !/^\p{N}+$/u.test(word)) signs.push('repeated')
  else if (letters.length >= 6 && new Set(letters).size <= 2) signs.push('repeated')
  if (latin && hasKeyboardRun(word)) signs.push('keyboard-row')
  // Pinyin, English and all their neighbours have a vowel at least every six letters.
  if (latin && /[^aeiouyüäöàáèéìíòóùú\p{N}]{7}/u.test(word)) signs.push('no-vowels')
  return signs
}

/** Five neighbouring keys in a row, and they are at least half of the answer. */
function hasKeyboardRun(word: string): boolean {
  for (let from = 0; from + 5 <= word.length; from++) {
    const piece = word.slice(from, from + 5)
    if (!/^\p{N}+$/u.test(piece) && word.length <= 10 && KEYBOARD.some((row) => row.includes(piece)))
      return true
  }
  return false
}
