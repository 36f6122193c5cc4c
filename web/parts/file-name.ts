/** Marks that turn text around, or are not seen: in a file's name they hide what it is. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu
/** What paths, shells and spreadsheets read as something else than a letter. */
const NOT_IN_NAMES = /[\\/:*?"<>|`$%&;#]/g
const LONGEST = 80

/** A name that any system takes, from words that people chose: `Qivola <b>`, `pdf` make `Qivola b.pdf`. */
export function fileName(words: string, extension: string): string {
  const plain = words.normalize('NFC').replaceAll(UNSEEN, '').replaceAll(NOT_IN_NAMES, ' ')
  const name = plain.replaceAll(/\s+/g, ' ').replaceAll(/^[\s.=+@-]+|[\s.]+$/g, '')
  const short = [...name].slice(0, LONGEST).join('').trim()
  return `${short === '' ? 'manyi' : short}.${extension}`
}
