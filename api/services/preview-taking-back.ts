import type { TakingBackEffect, TakingBackPreview } from '../contract/taking-back.ts'
import { insertAudit } from '../db/audit.ts'
import type { Db } from '../db/database.ts'
import { countImported, listFirstImported } from '../db/imported-interviews.ts'
import { findImport } from '../db/imports.ts'
import { SNAPSHOT, withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { notFound } from '../errors.ts'
import { compareIndices, FEW } from './exclude-responses.ts'

export interface Caller {
  readonly organisationId: string
  readonly userId: string
}

/** What taking an import back, or letting it in again, would do; no number is changed. Looking at a few is noted. */
export async function previewTakingBack(
  db: Db,
  { organisationId, userId }: Caller,
  importId: string,
  which: TakingBackPreview,
): Promise<TakingBackEffect> {
  const effect = await effectOfTakingBack(db, organisationId, importId, which)
  if (effect.interviews >= FEW) return effect
  await withOrganisation(db, organisationId, async (db) => {
    for (const subjectId of await listFirstImported(db, importId, FEW)) {
      const subject = { subjectKind: 'response', subjectId }
      await insertAudit(db, organisationId, { actorId: userId, action: 'exclusion-previewed', ...subject })
    }
  })
  return effect
}

/** How many interviews move, and the index of each brand they rate before and after. Throws 404. */
export async function effectOfTakingBack(
  db: Db,
  organisationId: string,
  importId: string,
  { takenBack }: TakingBackPreview,
): Promise<TakingBackEffect> {
  return withOrganisation(
    db,
    organisationId,
    async (db) => {
      const made = await findImport(db, importId)
      const wave = made === undefined ? undefined : await findWave(db, made.waveId)
      if (wave === undefined) throw notFound('import')
      const { brandIds, ...counted } = await countImported(db, importId)
      const exceptions = {
        ...{ without: [], including: [] },
        ...(takenBack ? { withoutImport: importId } : { includingImport: importId }),
      }
      return { ...counted, brands: await compareIndices(db, wave, brandIds, exceptions) }
    },
    SNAPSHOT,
  )
}
