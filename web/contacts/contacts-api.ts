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
  DuplicatePage,
  FoundValues,
} from '../../api/contract/contact.ts'
import type {
  ColumnValues,
  ColumnValuesQuery,
  ContactImport,
  ContactImportPlan,
  ContactImportPreview,
} from '../../api/contract/contact-import.ts'
import type { FileEncoding } from '../../api/contract/table-file.ts'
import { request, sendFile } from '../api-client.ts'

/** What a person types of a new contact; the rest is as the server has it. */
export type ContactFields = Partial<Omit<ContactChange, 'unsubscribed' | 'bounced' | 'interviewerId'>>
export type ImportPlan = Partial<ContactImportPlan>
export type ColumnsAsked = ColumnValuesQuery

const AT = '/api/contacts'

export const addressOf = (path: string, filter: ContactFilter & { after?: string | undefined }) => {
  const params = new URLSearchParams(
    Object.entries(filter).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  ).toString()
  return params === '' ? `${AT}${path}` : `${AT}${path}?${params}`
}

/** Every call that the pages of the contact register make. */
interface FromDisk {
  readonly file: File
  readonly sheet?: string
  /** As the reader says it is; undefined: to be recognised. */
  readonly encoding?: FileEncoding
}

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
  duplicates: (after?: string) => request<DuplicatePage>('GET', addressOf('/duplicates', { after })),

  attributes: async () =>
    (await request<{ attributes: ContactAttribute[] }>('GET', `${AT}/attributes`)).attributes,
  changeAttributes: (attributes: readonly ContactAttribute[]) =>
    request<unknown>('PUT', `${AT}/attributes`, { attributes }),
  addAttribute: (attribute: ContactAttribute) => request<unknown>('POST', `${AT}/attributes`, attribute),
  heldValues: (key: string) => request<FoundValues>('GET', `${AT}/attributes/${key}/values`),
  makeList: (key: string, values: ContactAttribute['values']) =>
    request<unknown>('POST', `${AT}/attributes/${key}/list`, { values }),
  addValues: (key: string, values: ContactAttribute['values']) =>
    request<unknown>('POST', `${AT}/attributes/${key}/values`, { values }),
  rule: () => request<ContactRule>('GET', `${AT}/rule`),
  changeRule: (rule: ContactRule) => request<ContactRule>('PUT', `${AT}/rule`, rule),

  /** `sheet`: of a workbook, another one than the first. */
  upload: ({ file, sheet, encoding }: FromDisk) => {
    const query = new URLSearchParams({
      fileName: file.name,
      ...(sheet === undefined ? {} : { sheet }),
      ...(encoding === undefined ? {} : { encoding }),
    })
    return sendFile<ContactImportPreview>(`${AT}/imports?${query}`, file)
  },
  values: async (id: string, query: ColumnsAsked) =>
    (await request<{ columns: ColumnValues[] }>('POST', `${AT}/imports/${id}/values`, query)).columns,
  preview: (id: string, plan: ImportPlan) =>
    request<ContactImportPreview>('POST', `${AT}/imports/${id}/preview`, plan),
  start: (id: string, plan: ImportPlan) => request<ContactImport>('POST', `${AT}/imports/${id}/start`, plan),
  stop: (id: string) => request<ContactImport>('POST', `${AT}/imports/${id}/cancel`, {}),
  import: (id: string) => request<ContactImport>('GET', `${AT}/imports/${id}`),
  imports: async () => (await request<{ imports: ContactImport[] }>('GET', `${AT}/imports`)).imports,
  rejectedAddress: (id: string) => `${AT}/imports/${id}/rejected.csv`,
}
