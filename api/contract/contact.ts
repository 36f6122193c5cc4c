import { z } from 'zod'
import { Id, Language, Name, Text } from './common.ts'

export const Consent = z.enum(['unknown', 'given', 'withdrawn'])
export type Consent = z.infer<typeof Consent>

const ByLanguage = z.partialRecord(Language, z.string().trim().max(200))

/** What an attribute's values are keyed by; also the name of the segment that a response gets from it. */
export const AttributeKey = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'is not lower-case letters, digits and hyphens, beginning with a letter')
const ValueCode = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .refine((code) => !/[\p{Cc},]/u.test(code), 'holds a comma or a control character')

/** How many attributes contacts have, and how many values one of them. */
export const MOST_ATTRIBUTES = { attributes: 40, values: 200 } as const

const AttributeValue = z.strictObject({ code: ValueCode, title: ByLanguage })
const AttributeValues = z.array(AttributeValue).max(MOST_ATTRIBUTES.values)

/** What the organisation knows about its customers: a list to choose from, or (no values) free text. */
export const ContactAttribute = z.strictObject({
  key: AttributeKey,
  title: ByLanguage.refine((title) => Object.values(title).some((text) => text !== ''), 'has no title'),
  values: AttributeValues,
})
export type ContactAttribute = z.infer<typeof ContactAttribute>

/** POST /api/contacts/attributes: one more, the others stay. */
export const NewContactAttribute = ContactAttribute.refine(
  ({ values }) => isOnce(values.map(({ code }) => code)),
  { path: ['values'], message: 'names a value twice' },
)

/**
 * POST /api/contacts/attributes/:attributeKey/values: more of them for a list; those it has stay as they are.
 * POST /api/contacts/attributes/:attributeKey/list: free text becomes this list, which knows all that contacts hold.
 */
export const NewAttributeValues = z.strictObject({ values: AttributeValues.min(1) })
export type NewAttributeValues = z.infer<typeof NewAttributeValues>

/** GET /api/contacts/attributes/:attributeKey/values: what contacts hold; and what stands in a column of a file. */
export const FoundValues = z.strictObject({
  /** How many say something, of those asked about. */
  filled: z.number().int(),
  /** However they are written, in capitals or not. */
  distinct: z.number().int(),
  /** False: there are more, they were counted no further. */
  isWhole: z.boolean(),
  /** Few and short enough to be the values of a segment. */
  maySegment: z.boolean(),
  /** The first by how often they are said. */
  values: z.array(z.strictObject({ text: z.string(), rows: z.number().int() })),
})
export type FoundValues = z.infer<typeof FoundValues>

/** PUT /api/contacts/attributes: all of them, in the order they are shown. */
export const ContactAttributes = z
  .strictObject({ attributes: z.array(ContactAttribute).max(MOST_ATTRIBUTES.attributes) })
  .refine(({ attributes }) => isOnce(attributes.map(({ key }) => key)), {
    path: ['attributes'],
    message: 'names an attribute twice',
  })
  .refine(({ attributes }) => attributes.every(({ values }) => isOnce(values.map(({ code }) => code))), {
    path: ['attributes'],
    message: 'names a value of one attribute twice',
  })
export type ContactAttributes = z.infer<typeof ContactAttributes>

function isOnce(words: readonly string[]): boolean {
  return new Set(words).size === words.length
}

/** Not more than `mostInvitations` invitations in `inDays` days; both null: no limit. */
export const ContactRule = z
  .strictObject({
    mostInvitations: z.number().int().min(1).max(1000).nullable(),
    inDays: z.number().int().min(1).max(3650).nullable(),
    /** Put before telephone numbers that name no country: `86`. */
    callingCode: z
      .string()
      .regex(/^[1-9][0-9]{0,2}$/, 'is not one to three digits')
      .nullable(),
  })
  .refine(({ mostInvitations, inDays }) => (mostInvitations === null) === (inDays === null), {
    path: ['inDays'],
    message: 'say both how many invitations and in how many days, or neither',
  })
export type ContactRule = z.infer<typeof ContactRule>

/** Why a contact may not be invited now. */
export const NOT_INVITABLE = [
  'unknown-contact',
  'unsubscribed',
  'consent-withdrawn',
  'bounced',
  'too-often',
] as const
/** `ok` when nothing speaks against it. */
export const INVITABLE = ['ok', ...NOT_INVITABLE] as const
export const Invitable = z.enum(INVITABLE)
export type Invitable = z.infer<typeof Invitable>

const Attributes = z.record(AttributeKey, Text.trim().max(200))
const CustomerNumber = Text.trim().max(100)
const Address = Text.trim().max(254)

/** What a person types; e-mail and telephone number are brought into one spelling, or refused, by the service. */
export const NewContact = z.strictObject({
  customerNumber: CustomerNumber.nullable().default(null),
  name: Text.trim().max(200).default(''),
  email: Address.nullable().default(null),
  phone: Address.nullable().default(null),
  language: Language.nullable().default(null),
  attributes: Attributes.default({}),
  consent: Consent.default('unknown'),
  batch: Name.nullable().default(null),
})
export type NewContact = z.infer<typeof NewContact>

/** PATCH: what is left out stays; of the attributes, those named change and `''` takes one away. */
export const ContactChange = z.strictObject({
  customerNumber: CustomerNumber.nullable().optional(),
  name: Text.trim().max(200).optional(),
  email: Address.nullable().optional(),
  phone: Address.nullable().optional(),
  language: Language.nullable().optional(),
  attributes: Attributes.optional(),
  consent: Consent.optional(),
  batch: Name.nullable().optional(),
  interviewerId: Id.nullable().optional(),
  /** True unsubscribes the contact, false takes that back. */
  unsubscribed: z.boolean().optional(),
  /** False: the address was put right and may be written to again. */
  bounced: z.literal(false).optional(),
})
export type ContactChange = z.infer<typeof ContactChange>

export const Contact = z.strictObject({
  id: Id,
  customerNumber: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: Language.nullable(),
  attributes: z.record(z.string(), z.string()),
  consent: Consent,
  unsubscribedAt: z.iso.datetime().nullable(),
  bouncedAt: z.iso.datetime().nullable(),
  batch: z.string().nullable(),
  interviewerId: Id.nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type Contact = z.infer<typeof Contact>

/** Which contacts: in the query of a list or an export, and in the body of what is done to many. */
export const ContactFilter = z.strictObject({
  /** Words that must all occur in name, e-mail, customer or telephone number. */
  search: Text.max(200).optional(),
  consent: Consent.optional(),
  /** `reachable`: has an address and nothing speaks against writing to it. */
  state: z.enum(['reachable', 'unsubscribed', 'bounced', 'no-address']).optional(),
  batch: Text.max(200).optional(),
  interviewerId: Id.optional(),
  attribute: AttributeKey.optional(),
  value: Text.max(200).optional(),
})
export type ContactFilter = z.infer<typeof ContactFilter>

/** GET /api/contacts: 50 at a time by name; `after` is the `next` of the page before. */
export const ContactQuery = ContactFilter.extend({ after: z.string().max(600).optional() })
export type ContactQuery = z.infer<typeof ContactQuery>

export const ContactPage = z.strictObject({
  contacts: z.array(Contact),
  /** Of the whole list; null on later pages. */
  total: z.number().int().nullable(),
  next: z.string().nullable(),
})
export type ContactPage = z.infer<typeof ContactPage>

/** Of the whole register. */
export const ContactSummary = z.strictObject({
  contacts: z.number().int(),
  reachable: z.number().int(),
  unsubscribed: z.number().int(),
  withdrawn: z.number().int(),
  bounced: z.number().int(),
  noAddress: z.number().int(),
  batches: z.array(z.strictObject({ name: z.string(), contacts: z.number().int() })),
  /** Members who may call contacts, by name. */
  interviewers: z.array(z.strictObject({ id: Id, name: z.string() })),
})
export type ContactSummary = z.infer<typeof ContactSummary>

export const ContactInvitation = z.strictObject({
  id: Id,
  programId: Id,
  programName: z.string(),
  waveId: Id,
  waveName: z.string(),
  state: z.string(),
  createdAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  completedAt: z.iso.datetime().nullable(),
})
export type ContactInvitation = z.infer<typeof ContactInvitation>

/** GET /api/contacts/:contactId: the contact with what it was asked, newest first, and whether it may be asked now. */
export const ContactDetail = Contact.extend({
  invitable: Invitable,
  invitations: z.array(ContactInvitation),
  responses: z.number().int(),
})
export type ContactDetail = z.infer<typeof ContactDetail>

const Which = z.union([
  z.strictObject({ ids: z.array(Id).min(1).max(5000) }),
  z.strictObject({ filter: ContactFilter }),
])

/** POST /api/contacts/assign: what is left out stays, null takes it away; several interviewers share the contacts evenly. */
export const ContactAssignment = z
  .strictObject({
    contacts: Which,
    batch: Name.nullable().optional(),
    interviewerIds: z.array(Id).min(1).max(200).nullable().optional(),
  })
  .refine(({ batch, interviewerIds }) => batch !== undefined || interviewerIds !== undefined, {
    path: ['batch'],
    message: 'say a batch, interviewers, or both',
  })
export type ContactAssignment = z.infer<typeof ContactAssignment>

/** POST /api/contacts/merge: `keep` takes over what it lacks from the others, and all they were asked and answered. */
export const ContactMerge = z
  .strictObject({
    keep: Id,
    others: z.array(Id).min(1).max(20),
    /** Different customer numbers are different people, unless somebody says so of these. */
    confirmed: z.literal('other-numbers').optional(),
  })
  .refine(({ keep, others }) => !others.includes(keep), {
    path: ['others'],
    message: 'names the contact that is kept',
  })
export type ContactMerge = z.infer<typeof ContactMerge>

/**
 * POST /api/contacts/:contactId/erase: what happens to the answers of the erased person. No file uploaded before brings the
 * person back, one uploaded later may.
 */
export const ContactErasure = z.strictObject({ responses: z.enum(['unlink', 'delete']) })
export type ContactErasure = z.infer<typeof ContactErasure>

/** Contacts that may be the same person: they share an e-mail address or a telephone number. */
export const DuplicateGroup = z.strictObject({
  by: z.enum(['email', 'phone']),
  value: z.string(),
  /** How many share it; of very many only the first are among `contacts`. */
  size: z.number().int(),
  contacts: z.array(Contact),
})
export type DuplicateGroup = z.infer<typeof DuplicateGroup>

/** GET /api/contacts/duplicates: 50 at a time; `after` is the `next` of the page before. */
export const DuplicateQuery = z.strictObject({ after: z.string().max(600).optional() })

export const DuplicatePage = z.strictObject({
  groups: z.array(DuplicateGroup),
  /** Of the whole list; null on later pages. */
  total: z.number().int().nullable(),
  next: z.string().nullable(),
})
export type DuplicatePage = z.infer<typeof DuplicatePage>
