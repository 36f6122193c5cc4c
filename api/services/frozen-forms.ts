import type { CodeBook } from '../../stats/coding/code-book.ts'
import { type CodeResponse, compileResponse } from '../../stats/coding/code-loop.ts'
import type { Problem } from '../../stats/coding/observation.ts'
import type { Language } from '../contract/common.ts'
import type { Db } from '../db/database.ts'
import { findForm, findFormByNumber } from '../db/forms.ts'
import { compileCheck } from '../forms/check-answers.ts'
import { formSteps, type Step } from '../forms/form-steps.ts'
import type { Answers } from '../forms/respondent-path.ts'
import type { SurveyJson } from '../forms/survey-json.ts'

/** A form with everything made ready for taking answers to it. It never changes. */
export interface FrozenForm {
  readonly id: string
  readonly number: number
  readonly survey: SurveyJson
  readonly book: CodeBook
  readonly languages: readonly Language[]
  /** What each page takes, by its name. */
  readonly steps: ReadonlyMap<string, Step>
  /** Codes a whole response. */
  readonly code: CodeResponse
  /** Problems of answers under way, each by itself. */
  readonly check: (answers: Answers) => Problem[]
}

export interface FormShelf {
  /** The form of an id, or of a program's number. To be asked inside the organisation that owns it. */
  find(
    db: Db,
    wanted: { id: string } | { programId: string; number: number },
  ): Promise<FrozenForm | undefined>
}

const MOST_KEPT = 60

/** Keeps the last forms used: reading and compiling one costs more than everything else about an answer. */
export function createFormShelf(): FormShelf {
  const kept = new Map<string, FrozenForm>()
  const keep = (name: string, row: Awaited<ReturnType<typeof findForm>>) => {
    if (row === undefined) return undefined
    // Others asked for it at the same time: it is made once.
    const known = kept.get(name)
    if (known !== undefined) return known
    const form = made(row)
    if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
    kept.set(name, form)
    return form
  }
  return {
    async find(db, wanted) {
      if ('id' in wanted) return kept.get(wanted.id) ?? keep(wanted.id, await findForm(db, wanted.id))
      const name = `${wanted.programId}/${wanted.number}`
      return kept.get(name) ?? keep(name, await findFormByNumber(db, wanted.programId, wanted.number))
    },
  }
}

function made(row: NonNullable<Awaited<ReturnType<typeof findForm>>>): FrozenForm {
  const book = row.codeBook as unknown as CodeBook
  const survey = row.survey as unknown as SurveyJson
  return {
    id: row.id,
    number: row.number,
    survey,
    book,
    languages: row.languages as Language[],
    steps: formSteps(book, survey.pages),
    code: compileResponse(book),
    check: compileCheck(book),
  }
}
