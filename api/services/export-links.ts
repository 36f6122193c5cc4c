import type { InvitationState } from '../contract/mailing.ts'
import { insertAudit } from '../db/audit.ts'
import type { Db } from '../db/database.ts'
import { type LinkRow, listLinks } from '../db/invitation-list.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { notFound } from '../errors.ts'
import { toToolCsv } from '../files/write-csv.ts'
import { answerUrl, hashOfToken, type InvitationLinks } from './invitation-links.ts'

const AT_ONCE = 1000
const MARK = '\uFEFF'

interface Exporting {
  readonly db: Db
  readonly links: InvitationLinks
  readonly publicUrl: string
}

/** Who asks for which links: whoever holds them can answer in these people's names, so it is on record. */
interface Asked {
  readonly organisationId: string
  readonly actorId: string
  readonly waveId: string
  readonly state: InvitationState | undefined
}

/**
 * The personal links of a wave as CSV, for sending them by another tool. Somebody who is not to be asked any more (has
 * answered, declined, unsubscribed, …) is listed without one, and the state says why.
 */
export async function exportLinks(
  { db, links, publicUrl }: Exporting,
  { organisationId, actorId, waveId, state }: Asked,
): Promise<AsyncIterable<string>> {
  await withOrganisation(db, organisationId, async (db) => {
    if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
    await insertAudit(db, organisationId, {
      actorId,
      action: 'links-exported',
      subjectKind: 'wave',
      subjectId: waveId,
      detail: state === undefined ? {} : { state },
    })
  })
  return (async function* () {
    yield `${MARK}${toToolCsv([['customer-number', 'name', 'email', 'phone', 'language', 'state', 'link']])}`
    let after: string | undefined
    for (;;) {
      const rows = await withOrganisation(db, organisationId, (db) =>
        listLinks(db, waveId, { state, after, most: AT_ONCE }),
      )
      if (rows.length > 0) yield toToolCsv(rows.map((row) => cellsOf(row, links, publicUrl)))
      if (rows.length < AT_ONCE) return
      after = rows.at(-1)?.id
    }
  })()
}

function cellsOf(row: LinkRow, links: InvitationLinks, publicUrl: string): string[] {
  const token = links.tokenOf(row.id)
  const state = standing(row, token)
  const link = ASKABLE.has(state) ? answerUrl(publicUrl, row.collectorKey, token) : ''
  return [
    row.customerNumber ?? '',
    row.name,
    row.email ?? '',
    row.phone ?? '',
    row.language ?? '',
    state,
    link,
  ]
}

/** States in which somebody may still be asked. */
const ASKABLE: ReadonlySet<string> = new Set<InvitationState>([
  ...(['queued', 'handed-out', 'sent', 'opened', 'started', 'bounced', 'failed'] as const),
])

/** How the invitation stands, or what there is against handing it out. */
function standing({ state, tokenHash, unsubscribed, consent }: LinkRow, token: string): string {
  if (!ASKABLE.has(state)) return state
  if (unsubscribed) return 'unsubscribed'
  if (consent === 'withdrawn') return 'consent-withdrawn'
  return hashOfToken(token) === tokenHash ? state : 'secret-changed'
}
