import type { Language } from '../../api/contract/common.ts'

/** What is kept on the device until the answers are sent, one draft per link. */
export interface Draft {
  /** Made once: the same answers sent again are the same response. */
  readonly id: string
  readonly formNumber: number
  readonly startedAt: string
  readonly language: Language
  readonly answers: Readonly<Record<string, unknown>>
  readonly page: string
}

export type DraftStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The device's own store; where the browser forbids even to look at it, one that remembers nothing. */
export function deviceStore(): DraftStore {
  try {
    return localStorage
  } catch {
    return { getItem: () => null, setItem: () => {}, removeItem: () => {} }
  }
}

const keyOf = (address: string) => `manyi:${address}`

/** The draft of this link and form; a draft of another form, or one that cannot be read, is as good as none. */
export function findDraft(store: DraftStore, address: string, formNumber: number): Draft | undefined {
  try {
    const draft: unknown = JSON.parse(store.getItem(keyOf(address)) ?? 'null')
    return isDraft(draft) && draft.formNumber === formNumber ? draft : undefined
  } catch {
    return undefined
  }
}

/** Private windows and full devices may refuse; then the answers live as long as the page. */
export function keepDraft(store: DraftStore, address: string, draft: Draft): void {
  try {
    store.setItem(keyOf(address), JSON.stringify(draft))
  } catch {}
}

export function dropDraft(store: DraftStore, address: string): void {
  try {
    store.removeItem(keyOf(address))
  } catch {}
}

function isDraft(draft: unknown): draft is Draft {
  if (typeof draft !== 'object' || draft === null) return false
  const { id, startedAt, answers } = draft as Partial<Draft>
  return (
    typeof id === 'string' && typeof startedAt === 'string' && typeof answers === 'object' && answers !== null
  )
}
