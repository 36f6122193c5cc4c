/** A text as people compare texts: without regard to case, width, the shape of dashes and quotes, doubled spaces. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[‘’‛`´]/g, "'")
    .replaceAll(/[‐-―−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase()

/**
 * The same without its punctuation, for wordings that were typed again: "Very satisfied!" is "very satisfied". What tells
 * numbers apart stays: the minus before one, marks between two digits (25-34, 3.5), per cent, and signs such as + and <.
 */
export function foldWording(text: string): string {
  return foldText(text)
    .replaceAll("'", '')
    .replaceAll(/(?<=\d) ?- ?(?=\d)/g, '-')
    .replaceAll(/\p{P}/gu, (mark, at: number, whole: string) =>
      isOfNumber(mark, whole[at - 1] ?? ' ', whole[at + 1] ?? ' ') ? mark : ' ',
    )
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/(?<=\p{Script=Han}) | (?=\p{Script=Han}|[%+])/gu, '')
    .trim()
}

function isOfNumber(mark: string, before: string, after: string): boolean {
  const isBetween = /\d/.test(before) && /\d/.test(after)
  return mark === '%' || isBetween || (mark === '-' && /\d/.test(after) && !/[\p{L}\p{N}]/u.test(before))
}
