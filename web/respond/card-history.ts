import type { Answering } from '../../api/contract/response.ts'
import { addressOf } from './answering.ts'

/** What the browser's history remembers of a card: its page, and that of the entry before it where we made both. */
export interface CardEntry {
  readonly card: string
  readonly before: string | null
}

export const entryShown = (): CardEntry | undefined => entryIn(history.state)

/** Of a popstate event, or of the entry shown; undefined for entries that are not ours. */
export function entryIn(state: unknown): CardEntry | undefined {
  return typeof state === 'object' && state !== null && 'card' in state ? (state as CardEntry) : undefined
}

// Around a frame it is the other site's history that would grow.
const isFramed = () => window.parent !== window

/** The entry shown is of this card. */
export function replaceCard(card: string, address?: string): void {
  const shown = entryShown()
  history.replaceState({ card, before: shown?.card === card ? shown.before : null }, '', address)
}

/**
 * One entry more, for the card that follows. Both get the address that shows them without a script, too, so that a
 * reload anywhere on the way stays there.
 */
export function pushCard(answering: Answering, { from, to }: { readonly from: string; readonly to: string }) {
  if (isFramed()) return
  replaceCard(from, addressOf(answering, '', { page: from }))
  history.pushState({ card: to, before: from }, '', addressOf(answering, '', { page: to }))
}

/** Whether the browser's own Back leads to this card. */
export const isBefore = (card: string): boolean => !isFramed() && entryShown()?.before === card

/** The card that the address asks for; null where it is left to us. */
export const cardAskedFor = (): string | null => new URLSearchParams(location.search).get('page')
