import type { Language } from '../contract/common.ts'
import { findCollectorByKey } from '../db/collectors.ts'
import type { Db } from '../db/database.ts'
import { keepTurnedAway } from '../db/partials.ts'
import { findRoom, type Known, type Room } from '../db/quotas.ts'
import { findOrganisationOfCollector, withOrganisation } from '../db/tenancy.ts'
import { findFieldwork } from '../db/waves.ts'
import type { Asked } from './find-asked.ts'
import type { Invited } from './find-invitation.ts'
import { hashOfSealed, type Sealer } from './sealing.ts'
import { wherePartial } from './where-partial.ts'

/**
 * Whether somebody like this may still be asked, and about which brands not; to be asked after each answer that decides it. A kindness, not the
 * gate: the room may be gone when the answers arrive, and record_responses is what holds a quota.
 */
export const quotaRoom = (db: Db, organisationId: string, waveId: string, known: Known): Promise<Room> =>
  withOrganisation(db, organisationId, (db) => findRoom(db, waveId, known))

interface Held {
  readonly id: string
  readonly sealed: string
  readonly language: string
  readonly brandId: string | null
  /** Where they said that they know none of the brands; empty where their quota is full. */
  readonly page?: string
}

/** Ends what was saved under a seal, because nothing more is to be asked of them. */
export const screenOut = (
  db: Db,
  {
    organisationId,
    collector,
    form,
    invited,
  }: Pick<Asked, 'organisationId' | 'collector' | 'invited'> & { form: { id: string } },
  { sealed, page = '', ...held }: Held,
) =>
  withOrganisation(db, organisationId, (db) =>
    keepTurnedAway(db, organisationId, {
      ...held,
      ...wherePartial({ collector, form, invited }),
      page,
      secretHash: hashOfSealed(sealed),
    }),
  )

interface Screened extends Known {
  readonly sealed: string | undefined
  readonly language: Language
  readonly invited: Invited | undefined
}

/** The same for somebody who holds a link; undefined when it leads nowhere. */
export async function screen(
  { db, sealer }: { readonly db: Db; readonly sealer: Sealer },
  key: string,
  { sealed, language, invited, ...known }: Screened,
): Promise<Room | undefined> {
  const organisationId = await findOrganisationOfCollector(db, key)
  if (organisationId === undefined) return undefined
  const found = await withOrganisation(db, organisationId, async (db) => {
    const collector = await findCollectorByKey(db, key)
    if (collector === undefined || collector.kind === 'import') return undefined
    const brandIds = collector.brandId === null ? known.brandIds : [collector.brandId]
    const room = await findRoom(db, collector.waveId, { ...known, brandIds })
    const wave = await findFieldwork(db, collector.waveId)
    return { collector, brandIds, room, wave }
  })
  if (found === undefined) return undefined
  const { collector, brandIds, room, wave } = found
  // The seal is the secret: only who holds it names a row that it ends, and an invitation has one response.
  const id = sealed === undefined ? undefined : sealer.open(sealed)
  const isOwn = invited === undefined ? collector.kind === 'open-link' : invited.responseId === id
  if (!room.room && sealed !== undefined && id !== undefined && isOwn && wave?.state === 'open') {
    const asked = { organisationId, collector, form: { id: wave.formId }, invited }
    const [brandId = null, ...others] = brandIds
    await screenOut(db, asked, { id, sealed, language, brandId: others.length === 0 ? brandId : null })
  }
  return room
}
