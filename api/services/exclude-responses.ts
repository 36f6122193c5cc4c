import type { Exclusion, ExclusionEffect, ExclusionPreview } from '../contract/quality.ts'
import type { Wave } from '../contract/wave.ts'
import { insertAudit } from '../db/audit.ts'
import type { Db } from '../db/database.ts'
import type { Exceptions } from '../db/observations.ts'
import { listRatedBrands, updateExcluded } from '../db/response-quality.ts'
import { SNAPSHOT, withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { notFound } from '../errors.ts'
import { indexOfWave } from './index-effect.ts'

/** An index with and without so few tells what they answered. */
export const FEW = 5

/**
 * What leaving responses out, or letting them in again, would do to the index; no number is changed. Looking at a few
 * is noted: the difference tells their answers to whoever looks.
 */
export async function previewExclusion(
  db: Db,
  { organisationId, userId }: { readonly organisationId: string; readonly userId: string },
  waveId: string,
  preview: ExclusionPreview,
): Promise<ExclusionEffect> {
  const effect = await withOrganisation(
    db,
    organisationId,
    async (db) => effectOf(db, waveId, preview),
    SNAPSHOT,
  )
  if (preview.responseIds.length >= FEW) return effect
  await withOrganisation(db, organisationId, async (db) => {
    for (const responseId of preview.responseIds) {
      await insertAudit(db, organisationId, {
        actorId: userId,
        action: 'exclusion-previewed',
        subjectKind: 'response',
        subjectId: responseId,
      })
    }
  })
  return effect
}

/**
 * Leaves responses out of every statistic, or lets them in again: reversible, with a reason, and one line of audit for
 * each, with the index before and after of all that were decided on together (handbook 16.1). Nothing is deleted. Those
 * that are so already stay as they are. Throws 404 when one is not of this wave.
 */
export async function excludeResponses(
  db: Db,
  { organisationId, userId }: { readonly organisationId: string; readonly userId: string },
  waveId: string,
  { reason, note, ...which }: Exclusion,
): Promise<ExclusionEffect> {
  return withOrganisation(db, organisationId, async (db) => {
    const effect = await effectOf(db, waveId, which)
    const changed = await updateExcluded(db, waveId, which.responseIds, which.excluded)
    for (const responseId of changed) {
      await insertAudit(db, organisationId, {
        actorId: userId,
        action: which.excluded ? 'response-excluded' : 'response-included',
        subjectKind: 'response',
        subjectId: responseId,
        detail: { reason, note, together: changed.length, effect: effect.brands },
      })
    }
    return { ...effect, changed: changed.length }
  })
}

async function effectOf(
  db: Db,
  waveId: string,
  { responseIds, excluded }: ExclusionPreview,
): Promise<ExclusionEffect> {
  const wave = await findWave(db, waveId)
  if (wave === undefined) throw notFound('wave')
  const rated = await listRatedBrands(db, waveId, responseIds)
  const known = new Set(rated.map(({ responseId }) => responseId))
  if (responseIds.some((id) => !known.has(id))) throw notFound('response')
  const brandIds = [...new Set(rated.map(({ brandId }) => brandId))]
  const exceptions = { without: excluded ? responseIds : [], including: excluded ? [] : responseIds }
  return { changed: 0, brands: await compareIndices(db, wave, brandIds, exceptions) }
}

/** The index of some brands of a wave as it is, and as it would be with these exceptions. */
export async function compareIndices(
  db: Db,
  wave: Wave,
  brandIds: readonly string[],
  exceptions: Exceptions,
): Promise<ExclusionEffect['brands']> {
  const before = await indexOfWave(db, wave, brandIds)
  const after = await indexOfWave(db, wave, brandIds, exceptions)
  return brandIds.flatMap((brandId) => {
    const [was, becomes] = [before?.get(brandId), after?.get(brandId)]
    return was === undefined || becomes === undefined ? [] : [{ brandId, before: was, after: becomes }]
  })
}
