import type { CodeBook } from '../../stats/coding/code-book.ts'
import { type CodedResponse, type CodeResponse, compileResponse } from '../../stats/coding/code-loop.ts'
import { isUsablePartial } from '../../stats/coding/usable-partial.ts'
import type { Db } from '../db/database.ts'
import { findForm } from '../db/forms.ts'
import { packObservation } from '../db/observations.ts'
import type { NewObservation } from '../db/responses.ts'
import {
  claimResting,
  deleteSent,
  insertPartialObservations,
  type RestingPartial,
} from '../db/resting-partials.ts'
import { withOrganisation } from '../db/tenancy.ts'
import type { FormModel } from '../forms/build-model.ts'
import { askedFields } from '../forms/lay-out.ts'
import { drawLayout } from './draw-layout.ts'

export interface Settled {
  /** Broken-off answers that may enter analysis now. */
  readonly usable: number
  /** Those that say too little. */
  readonly tooLittle: number
}

const AT_ONCE = 200
export const IDLE_HOURS = 24

/**
 * Makes observations of answers that were broken off, where they say enough: marked as partial, so that nothing reads them
 * unasked. The row they came from stays, for counting where people stop and for whoever comes back; a whole answer sent
 * later takes the observation's place. Running it twice does no harm.
 */
export async function settlePartials(
  db: Db,
  organisationId: string,
  waveId: string,
  { idleHours = IDLE_HOURS }: { idleHours?: number } = {},
): Promise<Settled> {
  let [usable, tooLittle] = [0, 0]
  for (;;) {
    const step = await withOrganisation(db, organisationId, async (db) => {
      await deleteSent(db, waveId)
      const resting = await claimResting(db, waveId, { idleHours, limit: AT_ONCE })
      const coders = await codersOf(db, resting)
      const coded = resting.map((partial) => ({
        partial,
        observations: coders.get(partial.formId)?.(partial) ?? [],
      }))
      await insertPartialObservations(db, organisationId, coded)
      return coded.map(({ observations }) => observations.length)
    })
    usable += step.filter((count) => count > 0).length
    tooLittle += step.filter((count) => count === 0).length
    if (step.length < AT_ONCE) return { usable, tooLittle }
  }
}

type Coder = (partial: RestingPartial) => readonly NewObservation[]

async function codersOf(db: Db, resting: readonly RestingPartial[]): Promise<Map<string, Coder>> {
  const coders = new Map<string, Coder>()
  for (const formId of new Set(resting.map(({ formId }) => formId))) {
    const form = await findForm(db, formId)
    if (form === undefined) continue
    coders.set(
      formId,
      coderOf(form.codeBook as unknown as CodeBook, form.model as unknown as FormModel | null),
    )
  }
  return coders
}

function coderOf(book: CodeBook, model: FormModel | null): Coder {
  const code = compileResponse(book, { required: 'lenient' })
  const core = model?.constructs.flatMap(({ items }) => items)
  return ({ id, brandId, answers, attributes }) => {
    const coded = codeWhatCan(code, answers, askedFields(book, drawLayout(book, id)))
    if (!coded.ok) return []
    return coded.observations.flatMap((observation): NewObservation[] => {
      const rated = observation.brandId ?? brandId
      if (rated === null || !isUsablePartial(book, observation, core)) return []
      return [
        {
          brandId: rated,
          ...packObservation(observation),
          attributes: { ...attributes, ...observation.attributes },
          weight: null,
        },
      ]
    })
  }
}

/** Half an answer may hold what a later one would have made invalid; what cannot be coded is left out, the rest counts. */
function codeWhatCan(
  code: CodeResponse,
  answers: Readonly<Record<string, unknown>>,
  asked: ReadonlySet<string> | undefined,
): CodedResponse {
  const first = code(answers, asked)
  if (first.ok) return first
  const faulty = new Set(first.problems.map(({ item }) => item))
  return code(Object.fromEntries(Object.entries(answers).filter(([item]) => !faulty.has(item))), asked)
}
