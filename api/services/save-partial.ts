import type { Paradata } from '../contract/response.ts'
import type { Db } from '../db/database.ts'
import { updateStarted } from '../db/invitations.ts'
import { keepPartial } from '../db/partials.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError } from '../errors.ts'
import type { Answers } from '../forms/respondent-path.ts'
import type { Asked } from './find-asked.ts'
import { hashOfSealed } from './sealing.ts'
import { wherePartial } from './where-partial.ts'

/** Answers under way as they are now, whole. */
export interface Saving {
  readonly id: string
  readonly sealed: string
  readonly language: string
  /** Chosen or known; null while neither. */
  readonly brandId: string | null
  readonly answers: Answers
  /** The first page not yet answered. */
  readonly page: string
  readonly revision: number
  readonly startedAt: string
  readonly paradata: Paradata
}

/**
 * Keeps answers under way, so that a respondent can go on elsewhere and a broken-off answer is not lost. False: a newer
 * saving is there, or the answers were sent already. Throws 422 naming every answer that could never be accepted, 409 for
 * answers under another id than the invitation's, which would be kept in that person's name, and 410 for answers that were erased.
 */
export async function savePartial(db: Db, asked: Asked, saving: Saving): Promise<boolean> {
  refuseUnlessOpen(asked)
  if (asked.isErased) throw erased()
  refuseOther(asked, saving.id)
  const problems = asked.form.check(saving.answers)
  const known = saving.brandId === null || asked.brands.some(({ id }) => id === saving.brandId)
  if (!known) {
    problems.push({
      item: 'brandId',
      reason: 'unknown-brand',
      message: 'brandId: is not a brand of this program',
    })
  }
  if (problems.length > 0) {
    const sentence = problems.map(({ message }) => message).join('; ')
    throw new ApiError(422, 'not-codable', sentence.slice(0, 2000), problems.slice(0, 200))
  }
  const { sealed, ...partial } = saving
  const { collector, invited, organisationId } = asked
  return withOrganisation(db, organisationId, async (db) => {
    const kept = await keepPartial(db, organisationId, {
      ...partial,
      ...wherePartial(asked),
      secretHash: hashOfSealed(sealed),
    })
    // At whichever saving: the first may have been lost on its way.
    if (kept && invited !== undefined && invited.state !== 'started') {
      await updateStarted(db, invited.id, { arrived: collector.kind !== 'interviewer' })
    }
    return kept
  })
}

/** Through an invitation its own response is given and no other; after a merger that may be another than the link once had. */
export function refuseOther({ invited }: Pick<Asked, 'invited'>, id: string): void {
  if (invited === undefined || invited.responseId === id) return
  throw new ApiError(409, 'other-response', 'sealed: must be the one that this invitation was given')
}

const erased = () =>
  new ApiError(410, 'erased', 'these answers were deleted on request; nothing more is kept under their id')

/** Answers come in while the wave is open, and through a link that is meant for it. */
export function refuseUnlessOpen({ state, collector, invited }: Asked): void {
  if (state === 'planned') throw new ApiError(409, 'wave-planned', 'this survey has not opened yet')
  if (state !== 'open')
    throw new ApiError(410, 'wave-closed', 'this survey is closed and takes no more answers')
  if (collector.kind !== 'open-link' && invited === undefined) {
    throw new ApiError(403, 'by-invitation', 'this survey is by invitation; open the link in your own mail')
  }
}
