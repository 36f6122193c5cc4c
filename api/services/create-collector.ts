import { type CollectorRow, findCollectorOfKind, insertCollector } from '../db/collectors.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { notFound } from '../errors.ts'
import { randomWord, uuidv7 } from '../ids.ts'
import { checkBrand } from './check-brand.ts'

/** 31¹⁴ links: guessing one is hopeless. */
const KEY_LENGTH = 14

/** An open link into a wave, for one brand or (null) for all of them with a screening question. */
export async function createCollector(
  db: Db,
  organisationId: string,
  waveId: string,
  brandId: string | null,
): Promise<CollectorRow> {
  return withOrganisation(db, organisationId, async (db) => {
    const wave = await findWave(db, waveId)
    if (wave === undefined) throw notFound('wave')
    await checkBrand(db, wave, brandId)
    return makeCollector(db, organisationId, {
      waveId,
      programId: wave.programId,
      brandId,
      kind: 'open-link',
    })
  })
}

/** The one way in that all imported interviews of a wave share, or all its invitations, or all its calls; made when first needed. */
export async function takeCollector(
  db: Db,
  organisationId: string,
  wave: { id: string; programId: string },
  kind: 'import' | 'invitation' | 'interviewer',
): Promise<CollectorRow> {
  const found = await findCollectorOfKind(db, wave.id, kind)
  if (found !== undefined) return found
  return makeCollector(db, organisationId, {
    waveId: wave.id,
    programId: wave.programId,
    brandId: null,
    kind,
  })
}

async function makeCollector(
  db: Db,
  organisationId: string,
  fields: Omit<CollectorRow, 'id' | 'key' | 'embedOrigins'>,
): Promise<CollectorRow> {
  const collector = { ...fields, id: uuidv7(), key: randomWord(KEY_LENGTH), embedOrigins: [] }
  await insertCollector(db, organisationId, collector)
  return collector
}
