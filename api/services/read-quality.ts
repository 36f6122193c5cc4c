import type { CodeBook } from '../../stats/coding/code-book.ts'
import { firstScores } from '../../stats/coding/first-scores.ts'
import { CHECKS_AMONG_OTHERS, HARD_CHECKS } from '../../stats/response-quality/check-response.ts'
import type { Quality, ReviewList } from '../contract/quality.ts'
import { listNames } from '../db/accounts.ts'
import type { Databases, Db } from '../db/database.ts'
import { type QuestionsOfForm, updateFlagsAmongOthers } from '../db/flags-among-others.ts'
import { listFormsOfWave } from '../db/forms.ts'
import { countFlagged, listDecisions, listFlagged } from '../db/response-quality.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { findWave } from '../db/waves.ts'
import { notFound } from '../errors.ts'

const LISTED = 50

/** The responses of a wave that look odd, with what was decided about them. */
export async function readQuality(
  { app, system }: Pick<Databases, 'app' | 'system'>,
  organisationId: string,
  waveId: string,
  { list, page }: { list: ReviewList; page: number },
): Promise<Quality> {
  const { counts, rows, decisions } = await withOrganisation(app, organisationId, async (db) => {
    if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
    const counts = await countFlagged(db, waveId, HARD_CHECKS)
    const rows = await listFlagged(db, waveId, {
      list,
      hard: HARD_CHECKS,
      offset: page * LISTED,
      limit: LISTED,
    })
    const decisions = await listDecisions(
      db,
      rows.map(({ id }) => id),
    )
    return { counts, rows, decisions }
  })
  const names = await listNames(
    system,
    decisions.flatMap(({ actorId }) => (actorId === null ? [] : [actorId])),
  )
  return {
    ...counts,
    responses: rows.map((row) => {
      const decision = decisions.find(({ responseId }) => responseId === row.id)
      return {
        ...row,
        receivedAt: row.receivedAt.toISOString(),
        brandIds: [...row.brandIds],
        flags: [...row.flags],
        decision:
          decision === undefined
            ? null
            : {
                reason: decision.reason,
                note: decision.note,
                by: decision.actorId === null ? null : (names.get(decision.actorId) ?? null),
                at: decision.at.toISOString(),
              },
      }
    }),
  }
}

/** Looks for what shows only beside the other responses: on demand, and from time to time. */
export async function checkAmongOthers(db: Db, organisationId: string, waveId: string): Promise<number> {
  return withOrganisation(db, organisationId, async (db) => {
    if ((await findWave(db, waveId)) === undefined) throw notFound('wave')
    const forms = (await listFormsOfWave(db, waveId)).map(({ id, codeBook }) => ({
      id,
      book: codeBook as unknown as CodeBook,
    }))
    return updateFlagsAmongOthers(db, waveId, {
      checks: CHECKS_AMONG_OTHERS,
      textCodes: [...new Set(forms.flatMap(({ book }) => textsOf(book)))],
      forms: forms.map(({ id, book }) => questionsOf(id, book)),
    })
  })
}

const textsOf = ({ fields }: CodeBook): string[] =>
  fields.flatMap(({ code, answer }) => (answer.kind === 'text' ? [code] : []))

function questionsOf(formId: string, book: CodeBook): QuestionsOfForm {
  const placeOf = new Map(book.fields.map(({ code }, place) => [code, place]))
  return {
    formId,
    scores: firstScores(book),
    unscored: textsOf(book).length + book.attributes.length,
    drawn: (book.modules ?? [])
      .filter(({ asked }) => asked === 'rotating')
      .map(({ fields }) => fields.flatMap((code) => placeOf.get(code) ?? [])),
  }
}
