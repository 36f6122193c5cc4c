import type { CodeBook } from '../../stats/coding/code-book.ts'
import type { CodeResponse } from '../../stats/coding/code-loop.ts'
import { listBrands } from '../db/brands.ts'
import { type CollectorRow, findCollectorByKey } from '../db/collectors.ts'
import type { Db } from '../db/database.ts'
import { findOrganisationOfCollector, withOrganisation } from '../db/tenancy.ts'
import { findFieldwork } from '../db/waves.ts'
import type { FormShelf, FrozenForm } from './frozen-forms.ts'

/** All that taking an answer needs. */
export interface OpenCollector extends CollectorRow {
  readonly organisationId: string
  readonly formId: string
  readonly brandIds: ReadonlySet<string>
  readonly book: CodeBook
  readonly code: CodeResponse
}

const KEY = /^[a-z0-9]{8,40}$/
const MOST_KEPT = 500
/** A wave may move on to a newer form, a program gain a brand; a link is looked at again after so long. */
const KEPT_MS = 5000

interface Kept extends Omit<OpenCollector, 'formId' | 'book' | 'code'> {
  readonly form: FrozenForm
}

/** `number`: the form that was answered, if the answers say so. Undefined: the link leads nowhere, or has no such form. */
export type CollectorDoor = (key: string, number?: number) => Promise<OpenCollector | undefined>

/**
 * Finds links by their key and keeps the last ones used, with their validators compiled.
 * Whether the wave is open is not in here: it is asked in the writing transaction.
 */
export function createCollectorDoor(db: Db, forms: FormShelf): CollectorDoor {
  const kept = new Map<string, { readonly link: Promise<Kept | undefined>; readonly until: number }>()

  function find(key: string): Promise<Kept | undefined> {
    const known = kept.get(key)
    if (known !== undefined && known.until > Date.now()) return known.link
    kept.delete(key)
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
    // Kept before it has arrived: a thousand answers at once ask the database once.
    const link = readCollector(db, forms, key)
    kept.set(key, { link, until: Date.now() + KEPT_MS })
    const forget = () => kept.get(key)?.link === link && kept.delete(key)
    link.then((found) => found === undefined && forget(), forget)
    return link
  }

  return async (key, number) => {
    if (!KEY.test(key)) return undefined
    const found = await find(key)
    if (found === undefined) return undefined
    const form = await formOf(db, forms, found, number)
    return form && { ...found, formId: form.id, book: form.book, code: form.code }
  }
}

/** Whoever began before the wave moved on may end with the form they have. */
async function formOf(
  db: Db,
  forms: FormShelf,
  { form, organisationId, programId }: Kept,
  number: number | undefined,
): Promise<FrozenForm | undefined> {
  if (number === undefined || number === form.number) return form
  return withOrganisation(db, organisationId, (db) => forms.find(db, { programId, number }))
}

async function readCollector(db: Db, forms: FormShelf, key: string): Promise<Kept | undefined> {
  const organisationId = await findOrganisationOfCollector(db, key)
  if (organisationId === undefined) return undefined
  return withOrganisation(db, organisationId, async (db) => {
    const collector = await findCollectorByKey(db, key)
    if (collector === undefined || collector.kind === 'import') return undefined
    const wave = await findFieldwork(db, collector.waveId)
    const form = wave === undefined ? undefined : await forms.find(db, { id: wave.formId })
    if (form === undefined) return undefined
    const brands = await listBrands(db, collector.programId)
    return {
      ...collector,
      organisationId,
      brandIds: new Set(brands.map((brand) => brand.id)),
      form,
    }
  })
}
