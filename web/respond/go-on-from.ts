import type { Answering } from '../../api/contract/response.ts'
import { idOf } from './answering.ts'
import type { Draft } from './keep.ts'

/**
 * What a visit goes on from: what the server has, or the draft of this browser where more was answered in it. `page`: the
 * card that the address asks for.
 */
export function goOnFrom(on: Answering, draft: Draft, page: string | null): Answering {
  const addressed = { address: on.address, token: on.token, page: page ?? draft.page, resumed: true }
  if (idOf(draft) !== idOf(on) && on.token !== null) return broughtAlong(on, draft, addressed)
  return draft.revision > on.revision ? { ...draft, ...addressed } : on
}

/**
 * A personal link that leads to other answers than before, as after two contacts of one person were made one: what was
 * answered here comes along, where it was asked of the same form and brand. What the server has goes first.
 */
function broughtAlong(on: Answering, draft: Draft, addressed: Pick<Answering, 'page'>): Answering {
  if (draft.form !== on.form || draft.brandId !== on.brandId || draft.revision === 0) return on
  const answers = { ...draft.answers, ...on.answers }
  if (on.revision > 0) return { ...on, answers, resumed: true }
  const { sealed, revision } = on
  return { ...draft, ...addressed, answers, sealed, revision }
}
