import type { CodeBook } from '../../stats/coding/code-book.ts'
import { type CodeResponse, compileResponse } from '../../stats/coding/code-loop.ts'
import { listBrands } from '../db/brands.ts'
import { type CollectorRow, findCollectorByKey } from '../db/collectors.ts'
import type { Db } from '../db/database.ts'
import { findForm } from '../db/forms.ts'
import { findOrganisationOfCollector, withOrganisation } from '../db/tenancy.ts'
import { findFieldwork } from '../db/waves.ts'

/** All that taking an answer needs and that never changes while a link exists. */
export interface OpenCollector extends CollectorRow {
  readonly organisationId: string
  readonly formId: string
  readonly brandIds: ReadonlySet<string>
  readonly book: CodeBook
  readonly code: CodeResponse
}

const KEY = /^[a-z0-9]{8,40}$/
const MOST_KEPT = 500

/**
 * Finds links by their key and keeps the last ones used, with their validators compiled.
 * What may change, whether the wave is open, is not in here: it is asked in the writing transaction.
 */
export function createCollectorDoor(db: Db) {
  const kept = new Map<string, OpenCollector>()
  return async (key: string): Promise<OpenCollector | undefined> => {
    if (!KEY.test(key)) return undefined
    const known = kept.get(key)
    if (known !== undefined) return known
    const found = await readCollector(db, key)
    if (found === undefined) return undefined
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
    kept.set(key, found)
    return found
  }
}

async function readCollector(db: Db, key: string): Promise<OpenCollector | undefined> {
  const organisationId = await findOrganisationOfCollector(db, key)
  if (organisationId === undefined) return undefined
  return withOrganisation(db, organisationId, async (db) => {
    const collector = await findCollectorByKey(db, key)
    if (collector === undefined || collector.kind === 'import') return undefined
    const wave = await findFieldwork(db, collector.waveId)
    const form = wave === undefined ? undefined : await findForm(db, wave.formId)
    if (form === undefined) return undefined
    const brands = await listBrands(db, collector.programId)
    const book = form.codeBook as unknown as CodeBook
    return {
      ...collector,
      organisationId,
      formId: form.id,
      brandIds: new Set(brands.map((brand) => brand.id)),
      book,
      code: compileResponse(book),
    }
  })
}
