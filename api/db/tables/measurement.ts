import type { Generated } from 'kysely'
import type { ByLanguage, Day, Json, OfOrganisation, Timestamp } from './columns.ts'

/** What is asked, of whom and when. */
export interface MeasurementTables {
  program: ProgramTable
  brand: BrandTable
  form: FormTable
  wave: WaveTable
  picture: PictureTable
}

export interface ProgramTable extends OfOrganisation {
  id: string
  name: string
  purpose: string
  category: Json<ByLanguage>
  period: Json<ByLanguage>
  modules: Json<Record<string, unknown>[]>
  rotating: Generated<number>
  loop: Generated<number>
  consent: Json<ByLanguage>
  privacy: Json<ByLanguage>
  thanks: Json<ByLanguage>
  redirect: string | null
  redirectWhen: Generated<'button' | 'at-once'>
  /** Changed since its newest form was frozen. */
  edited: Generated<boolean>
  languages: Json<string[]>
  attributes: Json<string[]>
  isDemo: Generated<boolean>
  publishedAt: Timestamp | null
  createdAt: Timestamp
  updatedAt: Timestamp
}

export interface BrandTable extends OfOrganisation {
  id: string
  programId: string
  name: string
  own: boolean
  position: number
}

export interface FormTable extends OfOrganisation {
  id: string
  programId: string
  number: number
  survey: Json<Record<string, unknown>>
  codeBook: Json<Record<string, unknown>>
  model: Json<Record<string, unknown>> | null
  contentHash: string
  languages: Json<string[]>
  minutes: number
  publishedAt: Timestamp
}

export interface WaveTable extends OfOrganisation {
  id: string
  programId: string
  formId: string
  name: string
  opensOn: Day
  closesOn: Day
  closedAt: Timestamp | null
  /** Where its days begin and end at midnight, an IANA name. */
  timeZone: Generated<string>
  /** Answers wanted per brand. */
  target: number | null
  /** When, and at how many changes, responses were last compared with each other. */
  comparedAt: Timestamp | null
  comparedChanges: Generated<number>
  createdAt: Timestamp
}

/** Shown with a question; served from our own address. */
export interface PictureTable extends OfOrganisation {
  id: string
  type: 'image/png' | 'image/jpeg' | 'image/webp'
  bytes: Buffer
  createdAt: Timestamp
}
