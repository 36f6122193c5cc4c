import type { FoundValues } from '../contract/contact.ts'
import { hasControlCharacter } from './read-contact-row.ts'

/** A segment of more values is read by nobody; they are looked at one by one before they become one. */
export const MOST_VALUES = 20
/** What is counted beyond is only said to be more. */
export const MOST_COUNTED = 1000
const LONGEST = 200

/** What was found, the most frequent first, as far as it is shown, and whether it may be a segment. */
export function foundValues(
  found: readonly { readonly text: string; readonly rows: number }[],
  { filled, isWhole }: Pick<FoundValues, 'filled' | 'isWhole'>,
): FoundValues {
  const values = found.toSorted((a, b) => b.rows - a.rows || (a.text < b.text ? -1 : 1))
  const mayBe = ({ text }: { text: string }) => text.length <= LONGEST && !hasControlCharacter(text)
  return {
    filled,
    distinct: values.length,
    isWhole,
    maySegment: isWhole && values.length > 0 && values.length <= MOST_VALUES && values.every(mayBe),
    values: values
      .slice(0, MOST_VALUES)
      .map(({ text, rows }) => ({ text: text.slice(0, LONGEST).toWellFormed(), rows })),
  }
}
