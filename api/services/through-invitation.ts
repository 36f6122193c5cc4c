import type { NewResponse } from '../db/responses.ts'
import { ApiError } from '../errors.ts'
import type { Invited } from './find-invitation.ts'
import type { OpenCollector } from './open-collector.ts'

/** Somebody invited about one brand answers about that one. */
export const forBrandOf = (collector: OpenCollector, invited: Invited | undefined): OpenCollector =>
  invited === undefined || invited.brandId === null ? collector : { ...collector, brandId: invited.brandId }

/**
 * The response with what its invitation adds: who was invited, and that person's attributes, without asking again;
 * what the respondent answered counts more. The id must be the invitation's own, so that there is one response to it.
 */
export function throughInvitation(
  response: NewResponse,
  { kind }: Pick<OpenCollector, 'kind'>,
  invited: Invited | undefined,
): NewResponse {
  if (invited === undefined) {
    if (kind === 'open-link') return response
    throw new ApiError(403, 'by-invitation', 'this survey is by invitation; open the link in your own mail')
  }
  if (response.id !== invited.responseId) {
    throw new ApiError(409, 'other-response', 'id: must be the one that this invitation was given')
  }
  return {
    ...response,
    contactId: invited.contactId,
    invitationId: invited.id,
    paradata: kind === 'interviewer' ? { ...response.paradata, mode: 'phone' } : (response.paradata ?? {}),
    observations: response.observations.map((observation) => ({
      ...observation,
      attributes: { ...invited.attributes, ...observation.attributes },
    })),
  }
}
