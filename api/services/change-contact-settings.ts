import {
  type ContactAttribute,
  type ContactAttributes,
  type ContactRule,
  type FoundValues,
  MOST_ATTRIBUTES,
  type NewAttributeValues,
} from '../contract/contact.ts'
import {
  countHolding,
  listContactAttributes,
  listHeldValues,
  updateContactAttributes,
  updateHeldValues,
} from '../db/contact-attributes.ts'
import { listContactImports } from '../db/contact-imports.ts'
import { lockLists, lockRegister, updateContactRule } from '../db/contact-rules.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'
import { foundValues, MOST_COUNTED } from './found-values.ts'
import { valueCodes } from './read-contact-row.ts'

/** How often anybody may be invited. It counts from the next invitation on. */
export async function changeContactRule(db: Db, organisationId: string, rule: ContactRule): Promise<void> {
  await withOrganisation(db, organisationId, (db) => updateContactRule(db, organisationId, rule))
}

/** What the organisation knows about its customers. */
export async function changeContactAttributes(
  db: Db,
  organisationId: string,
  { attributes }: ContactAttributes,
): Promise<void> {
  await withOrganisation(db, organisationId, async (db) => {
    await lockRegister(db)
    await updateContactAttributes(db, organisationId, attributes)
  })
}

/** One more attribute; whatever others were made meanwhile stays. */
export async function addContactAttribute(
  db: Db,
  organisationId: string,
  attribute: ContactAttribute,
): Promise<void> {
  await withOrganisation(db, organisationId, async (db) => {
    await lockRegister(db)
    const attributes = await listContactAttributes(db)
    if (attributes.some(({ key }) => key === attribute.key)) {
      throw new ApiError(409, 'known-attribute', `key: contacts have an attribute "${attribute.key}" already`)
    }
    if (attributes.length >= MOST_ATTRIBUTES.attributes) {
      const message = `attributes: contacts have ${attributes.length} already, and no more are kept; remove one first`
      throw new ApiError(422, 'too-many', message)
    }
    await updateContactAttributes(db, organisationId, [...attributes, attribute])
  })
}

/** More values for a list. Free text stays free text: what contacts hold of it may be none of these. */
export async function addAttributeValues(
  db: Db,
  organisationId: string,
  key: string,
  { values }: NewAttributeValues,
): Promise<ContactAttribute> {
  return changeAttribute(db, organisationId, key, async (_, before) => {
    if (before.values.length === 0) {
      throw new ApiError(409, 'free-text', `"${key}" is free text and has no list of values`)
    }
    const codes = new Set(before.values.map(({ code }) => code))
    const added = values.filter(({ code }, place) => {
      return !codes.has(code) && values.findIndex((value) => value.code === code) === place
    })
    const after = { ...before, values: [...before.values, ...added] }
    if (after.values.length > MOST_ATTRIBUTES.values) {
      const message = `values: a list has at most ${MOST_ATTRIBUTES.values}; "${key}" would have ${after.values.length}`
      throw new ApiError(422, 'too-many', message)
    }
    return after
  })
}

/** What contacts hold of an attribute. */
export async function readHeldValues(db: Db, organisationId: string, key: string): Promise<FoundValues> {
  return withOrganisation(db, organisationId, async (db) => {
    if (!(await listContactAttributes(db)).some((attribute) => attribute.key === key))
      throw notFound('attribute')
    const values = await listHeldValues(db, key, MOST_COUNTED + 1)
    const counted = values.slice(0, MOST_COUNTED)
    const filled = await countHolding(db, key)
    return foundValues(counted, { filled, isWhole: counted.length === values.length })
  })
}

/** Free text becomes a list, and so a segment, when the list knows all that contacts hold; they hold its codes then. */
export async function makeList(
  db: Db,
  organisationId: string,
  key: string,
  { values }: NewAttributeValues,
): Promise<ContactAttribute> {
  return changeAttribute(db, organisationId, key, async (db, before) => {
    if (before.values.length > 0) {
      throw new ApiError(409, 'is-list', `"${key}" is a list already; add values to it`)
    }
    await lockLists(db)
    // It took the attribute for free text when it began.
    if ((await listContactImports(db)).some(({ state }) => state === 'running')) {
      throw new ApiError(409, 'import-running', 'a file is being read into the register; wait for its end')
    }
    const after = { ...before, values }
    const names = [...valueCodes(after)].map(([name, code]) => ({ name, code }))
    const others = await updateHeldValues(db, key, names)
    if (others > 0) {
      const message = `values: contacts hold something else of "${key}" as well (${others}); look again at what they hold`
      throw new ApiError(409, 'other-values', message)
    }
    return after
  })
}

/** Puts in the place of one attribute what is made of it, while nobody else changes any. Throws 404 where there is none. */
function changeAttribute(
  db: Db,
  organisationId: string,
  key: string,
  change: (db: Db, before: ContactAttribute) => Promise<ContactAttribute>,
): Promise<ContactAttribute> {
  return withOrganisation(db, organisationId, async (db) => {
    await lockRegister(db)
    const attributes = await listContactAttributes(db)
    const before = attributes.find((attribute) => attribute.key === key)
    if (before === undefined) throw notFound('attribute')
    const after = await change(db, before)
    const changed = attributes.map((attribute) => (attribute === before ? after : attribute))
    await updateContactAttributes(db, organisationId, changed)
    return after
  })
}
