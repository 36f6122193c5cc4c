import type { Db } from './database.ts'

/** The id of the form that a response answered; undefined while none is recorded under this id. */
export async function findAnsweredForm(db: Db, responseId: string): Promise<string | undefined> {
  const row = await db.selectFrom('response').select('formId').where('id', '=', responseId).executeTakeFirst()
  return row?.formId
}
