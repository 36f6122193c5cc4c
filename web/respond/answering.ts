import type { Answering } from '../../api/contract/response.ts'

/** What the server wrote into the page to go on from; undefined on pages that ask nothing. */
export function answeringIn(page: Document): Answering | undefined {
  const text = page.getElementById('answering')?.textContent
  return text ? (JSON.parse(text) as Answering) : undefined
}

/** An address of ours with the invitation's token, where the page was opened through one. */
export function addressOf(
  { address, token }: Answering,
  path = '',
  query: Record<string, string> = {},
): string {
  const search = new URLSearchParams({ ...(token === null ? {} : { i: token }), ...query }).toString()
  return `${address}${path}${search === '' ? '' : `?${search}`}`
}

/** Where to go when the answers have arrived: to the receipt, or where the server sends on to from there. */
export const receiptOf = ({ address, sealed }: Answering, language: string): string =>
  `${address}/receipt?${new URLSearchParams({ s: sealed, language, sent: '1' })}`

/** The id inside `id.seal`. */
export const idOf = ({ sealed }: Pick<Answering, 'sealed'>): string => sealed.split('.')[0] ?? ''
