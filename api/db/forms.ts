import { sql } from 'kysely'
import type { Db } from './database.ts'

export async function findForm(db: Db, formId: string) {
  return db.selectFrom('form').selectAll().where('id', '=', formId).executeTakeFirst()
}

export async function findFormByNumber(db: Db, programId: string, number: number) {
  return db
    .selectFrom('form')
    .selectAll()
    .where('programId', '=', programId)
    .where('number', '=', number)
    .executeTakeFirst()
}

export async function findNewestForm(db: Db, programId: string) {
  return db
    .selectFrom('form')
    .selectAll()
    .where('programId', '=', programId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** The forms that a wave's answers were given to, oldest first. */
export async function listFormsOfWave(db: Db, waveId: string) {
  return db
    .selectFrom('form')
    .select(['id', 'number', 'codeBook', 'model'])
    .where('id', 'in', (eb) =>
      eb.selectFrom('observation').select('formId').distinct().where('waveId', '=', waveId),
    )
    .orderBy('number')
    .execute()
}

/** What is read into results: by which model, and where its answers stand. */
export async function listForms(db: Db, formIds: readonly string[]) {
  if (formIds.length === 0) return []
  return db
    .selectFrom('form')
    .select(['id', 'number', 'contentHash', 'codeBook', 'model'])
    .where('id', 'in', formIds)
    .orderBy('number')
    .execute()
}

/** Codes of all that any form of a program has asked about the respondent, in the order of its newest forms. */
export async function listAskedAttributes(db: Db, programId: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`
    select attribute ->> 'code' as code from form,
      jsonb_array_elements(code_book -> 'attributes') with ordinality as asked (attribute, place)
    where program_id = ${programId} order by number desc, place`.execute(db)
  return [...new Set(rows.map(({ code }) => code))]
}

export interface NewForm {
  id: string
  programId: string
  number: number
  survey: unknown
  codeBook: unknown
  model: unknown
  contentHash: string
  languages: readonly string[]
  minutes: number
}

export async function insertForm(db: Db, organisationId: string, form: NewForm): Promise<void> {
  await db
    .insertInto('form')
    .values({
      ...form,
      organisationId,
      survey: JSON.stringify(form.survey),
      codeBook: JSON.stringify(form.codeBook),
      languages: JSON.stringify(form.languages),
      model: form.model === null ? null : JSON.stringify(form.model),
    })
    .execute()
}
