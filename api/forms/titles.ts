import { WORDINGS } from './wording/wording.ts'

/** What an item or attribute asks, in English and for the designer's eye: placeholders stay. The code itself otherwise. */
export function titleOf(code: string): string {
  const { items, attributes } = WORDINGS.en
  return items[code] ?? attributes[code]?.title ?? code
}
