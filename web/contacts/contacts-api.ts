import type {
  Contact,
  ContactAssignment,
  ContactAttribute,
  ContactChange,
  ContactDetail,
  ContactErasure,
  ContactFilter,
  ContactMerge,
  ContactPage,
  ContactRule,
  ContactSummary,
  DuplicateGroup,
} from '../../api/contract/contact.ts'
import type {
  ContactImport,
  ContactImportPlan,
  ContactImportPreview,
} from '../../api/contract/contact-import.ts'
import { request, sendFile } from '../api-client.ts'

/** What a person types of a new contact; the rest is as the server has it. */
export type ContactFields = Partial<Omit<ContactChange, 'unsubscribed' | 'bounced' | 'interviewerId'>>
export type ImportPlan = Partial<ContactImportPlan>

const AT = '/api/contacts'

export const addressOf = (path: string, filter: ContactFilter & { after?: string | undefined }) => {
  const params = new URLSearchParams(
    Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  ).toString()
  return params === '' ? `${AT}${path}` : `${AT}${path}?${params}`
}

/** Every call that the pages of the contact register make. */
export const contactsApi = {
  page: (filter: ContactFilter, after?: string) =>
    request<ContactPage>('GET', addressOf('', { ...filter, after })),
  summary: () => request<ContactSummary>('GET', `${AT}/summary`),
  contact: (id: string) => request<ContactDetail>('GET', `${AT}/${id}`),
  add: (contact: ContactFields) => request<Contact>('POST', AT, contact),
  change: (id: string, change: ContactChange) => request<Contact>('PATCH', `${AT}/${id}`, change),
  erase: (id: string, how: ContactErasure) => request<unknown>('POST', `${AT}/${id}/erase`, how),
  assign: (assignment: ContactAssignment) =>
    request<{ assigned: number }>('POST', `${AT}/assign`, assignment),
  merge: (merge: ContactMerge) => request<Contact>('POST', `${AT}/merge`, merge),
  duplicates: async () => (await request<{ groups: DuplicateGroup[] }>('GET', `${AT}/duplicates`)).groups,

  attributes: async () =>
    (await request<{ attributes: ContactAttribute[] }>('GET', `${AT}/attributes`)).attributes,
  changeAttributes: (attributes: readonly ContactAttribute[]) =>
    request<unknown>('PUT', `${AT}/attributes`, { attributes }),
  rule: () => request<ContactRule>('GET', `${AT}/rule`),
  changeRule: (rule: ContactRule) => request<ContactRule>('PUT', `${AT}/rule`, rule),

  upload: (file: File) =>
    sendFile<ContactImportPreview>(`${AT}/imports?fileName=${encodeURIComponent(file.name)}`, file),
  preview: (id: string, plan: ImportPlan) =>
    request<ContactImportPreview>('POST', `${AT}/imports/${id}/preview`, plan),
  start: (id: string, plan: ImportPlan) => request<ContactImport>('POST', `${AT}/imports/${id}/start`, plan),
  stop: (id: string) => request<ContactImport>('POST', `${AT}/imports/${id}/cancel`, {}),
  import: (id: string) => request<ContactImport>('GET', `${AT}/imports/${id}`),
  imports: async () => (await request<{ imports: ContactImport[] }>('GET', `${AT}/imports`)).imports,
  rejectedAddress: (id: string) => `${AT}/imports/${id}/rejected.csv`,
}
