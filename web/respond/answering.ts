import type { Answering, Ended } from '../../api/contract/response.ts'

/** What the server wrote into the page to go on from; undefined on pages that ask nothing. */
export const answeringIn = (page: Document): Answering | undefined => partOf<Answering>(page, 'answering')

/** What it wrote into the page that comes after the last card; undefined on all others. */
export const endedIn = (page: Document): Ended | undefined => partOf<Ended>(page, 'ended')

function partOf<T>(page: Document, id: string): T | undefined {
  const text = page.getElementById(id)?.textContent
  return text ? (JSON.parse(text) as T) : undefined
}

/** An address of ours with the invitation's token, where the page was opened through one. */
export function addressOf(
  { address, token }: Pick<Answering, 'address' | 'token'>,
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
