import type { CodeBook } from '../../stats/coding/code-book.ts'
import { canonicalJson } from '../canonical-json.ts'
import type { NewQuota, Quotas } from '../contract/quota.ts'
import type { Wave } from '../contract/wave.ts'
import { insertAudit } from '../db/audit.ts'
import { listBrands } from '../db/brands.ts'
import type { Db } from '../db/database.ts'
import { findForm } from '../db/forms.ts'
import { insertQuotasAnew, listQuotas, recountQuotas } from '../db/quotas.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave, lockWave } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { uuidv7 } from '../ids.ts'
import { listKnownSegments, type Segment } from './list-segments.ts'

/** The quotas of a wave and what more could be made of. */
export async function readQuotas(db: Db, organisationId: string, waveId: string): Promise<Quotas> {
  return withOrganisation(db, organisationId, async (db) => {
    const segments = await segmentsOf(db, await requiredWave(db, waveId))
    return {
      quotas: await listQuotas(db, waveId),
      attributes: segments.map(({ code, values }) => ({ code, values: [...values] })),
    }
  })
}

/**
 * Sets, changes and removes the quotas of a wave in one step: answers under way end first, those that come later meet
 * the new ones, and what was taken before is counted. A cell that stays keeps its id.
 */
export async function setQuotas(
  db: Db,
  { organisationId, userId }: { readonly organisationId: string; readonly userId: string },
  waveId: string,
  quotas: readonly NewQuota[],
): Promise<Quotas> {
  return withOrganisation(db, organisationId, async (db) => {
    await lockWave(db, waveId)
    const wave = await requiredWave(db, waveId)
    await check(db, wave, quotas)
    const before = new Map((await listQuotas(db, waveId)).map((quota) => [cellOf(quota), quota.id]))
    // Ids ascend with the place in the list, so that new ones are listed as they were given.
    const now = Date.now()
    const kept = quotas.map((quota, i) => ({ ...quota, id: before.get(cellOf(quota)) ?? uuidv7(now + i) }))
    await insertQuotasAnew(db, organisationId, waveId, kept)
    await recountQuotas(db, waveId)
    await insertAudit(db, organisationId, {
      actorId: userId,
      action: 'quotas-set',
      subjectKind: 'wave',
      subjectId: waveId,
      detail: { before: before.size, after: kept.length },
    })
    return readQuotas(db, organisationId, waveId)
  })
}

const cellOf = ({ brandId, attributes }: Pick<NewQuota, 'brandId' | 'attributes'>) =>
  canonicalJson({ brandId, attributes })

/** A quota that nobody can fall into would look like one that is kept. */
async function check(db: Db, wave: Wave, quotas: readonly NewQuota[]): Promise<void> {
  const brands = new Set((await listBrands(db, wave.programId)).map(({ id }) => id))
  const segments = new Map((await segmentsOf(db, wave)).map(({ code, values }) => [code, values]))
  const refuse = (i: number, message: string) =>
    new ApiError(422, 'invalid', `quotas.${i}: ${message}`, [
      { item: `quotas.${i}`, reason: 'invalid', message: `quotas.${i}: ${message}` },
    ])
  for (const [i, { brandId, attributes }] of quotas.entries()) {
    if (brandId !== null && !brands.has(brandId)) throw refuse(i, 'brandId is not a brand of this program')
    for (const [code, value] of Object.entries(attributes)) {
      const values = segments.get(code)
      if (values === undefined)
        throw refuse(i, `this wave does not ask "${code}", and contacts have no such list of values`)
      if (!values.includes(value)) throw refuse(i, `"${value}" is not one of ${values.join(', ')}`)
    }
    const twin = quotas.findIndex((quota) => cellOf(quota) === cellOf({ brandId, attributes }))
    if (twin < i) throw refuse(i, `is for the same people as quotas.${twin}`)
  }
}

/** What the wave's form asks, and what is known of those invited: a quota of these holds nobody else. */
async function segmentsOf(db: Db, wave: Wave): Promise<Segment[]> {
  const form = await findForm(db, wave.formId)
  if (form === undefined) throw notFound('form')
  const { attributes } = form.codeBook as unknown as CodeBook
  const asked = attributes.map(({ code, values }) => ({ code, values: [...values] }))
  return [
    ...asked,
    ...(await listKnownSegments(
      db,
      asked.map(({ code }) => code),
    )),
  ]
}

async function requiredWave(db: Db, waveId: string): Promise<Wave> {
  const wave = await findWave(db, waveId)
  if (wave === undefined) throw notFound('wave')
  return wave
}
