import type { Language } from '../contract/common.ts'
import type { RedirectWhen } from '../contract/program.ts'
import type { Db } from './database.ts'

/** What respondents see of a program besides its form. */
export interface AskedProgram {
  readonly name: string
  readonly thanks: Readonly<Partial<Record<Language, string>>>
  readonly redirect: string | null
  readonly redirectWhen: RedirectWhen
}

export async function findAskedProgram(db: Db, programId: string): Promise<AskedProgram | undefined> {
  return db
    .selectFrom('program')
    .select(['name', 'thanks', 'redirect', 'redirectWhen'])
    .where('id', '=', programId)
    .executeTakeFirst()
}
