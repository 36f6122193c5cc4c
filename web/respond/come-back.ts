import { addressOf, idOf } from './answering.ts'
import { cardAskedFor } from './card-history.ts'
import { KEPT_MS, openKeep } from './keep.ts'
import { mountPage } from './mount-page.tsx'
import { createPresses } from './second-press.ts'

/**
 * On the page that the worker shows without a network: the form again, with the answers kept, at the card that the address
 * names. False: nothing is kept here of the link shown, or nothing that can be gone on with.
 */
export async function comeBack(): Promise<boolean> {
  const keep = openKeep()
  const link = linkShown()
  const [draft, kept] = [await keep.findDraft(link), await keep.findForm(link)]
  if (draft === undefined || kept === undefined || Date.now() - draft.keptAt > KEPT_MS) return false
  // Laid out for these very answers: of another form, or somebody else's, it would ask what they were not asked.
  if (kept.id !== idOf(draft) || kept.form.formNumber !== draft.form) return false
  const finished = (await keep.listWaiting()).find(({ id }) => id === kept.id)?.submission
  mountPage({ ...draft, page: cardAskedFor() ?? draft.page }, kept.form, {
    keep,
    presses: createPresses(() => performance.now()),
    greeting: draft.revision > 0 ? 'resumed' : undefined,
    finished,
    isAway: true,
  })
  return true
}

/** As addressOf writes it. */
function linkShown(): string {
  const { pathname, search } = location
  return addressOf({ address: pathname, token: new URLSearchParams(search).get('i') })
}
