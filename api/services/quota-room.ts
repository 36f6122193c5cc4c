import { findCollectorByKey } from '../db/collectors.ts'
import type { Db } from '../db/database.ts'
import { hasRoom, updateScreenedOut } from '../db/quotas.ts'
import { findOrganisationOfCollector, withOrganisation } from '../db/tenancy.ts'
import { hashOfSealed, type Sealer } from './sealing.ts'

/** What is known of a respondent so far: by link, by invitation, by the answers given. */
export interface Known {
  readonly brandId: string | null
  readonly attributes: Readonly<Record<string, string>>
}

/**
 * Whether somebody like this may still be asked; to be asked after each answer that decides it. A kindness, not the
 * gate: the room may be gone when the answers arrive, and record_responses is what holds a quota.
 */
export const quotaRoom = (db: Db, organisationId: string, waveId: string, known: Known): Promise<boolean> =>
  withOrganisation(db, organisationId, (db) => hasRoom(db, waveId, known))

/** Ends what was saved under a seal, because its quota is full. */
export const screenOut = (db: Db, organisationId: string, { id, sealed }: { id: string; sealed: string }) =>
  withOrganisation(db, organisationId, (db) => updateScreenedOut(db, id, hashOfSealed(sealed)))

/** The same for somebody who holds a link; undefined when it leads nowhere. */
export async function screen(
  { db, sealer }: { readonly db: Db; readonly sealer: Sealer },
  key: string,
  { sealed, ...known }: Known & { readonly sealed: string | undefined },
): Promise<boolean | undefined> {
  const organisationId = await findOrganisationOfCollector(db, key)
  if (organisationId === undefined) return undefined
  return withOrganisation(db, organisationId, async (db) => {
    const collector = await findCollectorByKey(db, key)
    if (collector === undefined || collector.kind === 'import') return undefined
    const room = await hasRoom(db, collector.waveId, {
      ...known,
      brandId: collector.brandId ?? known.brandId,
    })
    // The seal is the secret: only who holds it names a row that it ends.
    const id = sealed === undefined ? undefined : sealer.open(sealed)
    if (!room && sealed !== undefined && id !== undefined) {
      await updateScreenedOut(db, id, hashOfSealed(sealed))
    }
    return room
  })
}
