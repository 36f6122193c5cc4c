import type { CodeBook, Field } from '../../stats/coding/code-book.ts'
import { loopedKey } from '../../stats/coding/code-loop.ts'
import type { AnswerKind } from '../../stats/instruments/instrument.ts'
import { isAsked, type SurveyPage } from './survey-json.ts'

/**
 * What the JSON of somebody's answers may hold; more is taken for an attack and refused before it is read.
 * `entries`: keys and commas, as api/strict-json.ts counts them.
 */
export const ANSWER_BOUNDS = { depth: 8, entries: 2000 }

/**
 * Of a saving under way, which has the most beside answers and seconds: nine keys, five about how, and four objects that
 * have a comma less than keys.
 */
const ENVELOPE = 2 * (9 + 5) - 4

/** Of a form as it is built. */
export interface BuiltBook {
  readonly survey: Readonly<Record<string, unknown>>
  readonly codeBook: CodeBook
}

/**
 * Entries of the largest body that a respondent's page can send: every question drawn for them answered as fully as it can
 * be, and the seconds spent on every page, also of brands that were chosen first and given up again.
 */
export function largestBody({ survey, codeBook }: BuiltBook): number {
  const { fields, modules = [], rotating = 0, loop, attributes } = codeBook
  const pages = survey['pages'] as readonly SurveyPage[]
  const firsts = new Set(pages.flatMap(({ elements }) => elements.find(isAsked)?.name ?? []))
  const looped = new Set(loop?.fields)
  const costs = new Map(fields.map((field) => [field.code, costOf(field)]))

  function costOf({ code, answer }: Field): number {
    const answered = 2 + entriesOf(answer)
    if (loop === undefined || !looped.has(code)) return answered + (firsts.has(code) ? 2 : 0)
    const seen = loop.brands.filter(({ key }) => firsts.has(loopedKey(code, key))).length
    return answered * loop.most + 2 * seen
  }

  const ofModules = modules.map((module) => ({
    ...module,
    cost: costOfModule(module.fields, codeBook, costs),
  }))
  const [always, open] = (['always', 'rotating'] as const).map((when) =>
    ofModules
      .filter(({ asked }) => asked === when)
      .map(({ cost }) => cost)
      .toSorted((a, b) => b - a),
  )
  const inModules = new Set(modules.flatMap((module) => module.fields))
  const others = fields.filter(({ code }) => !inModules.has(code)).map(({ code }) => costs.get(code) ?? 0)
  // The question for the brand, whose answer stands in the envelope or is a list.
  const brand = loop === undefined ? 2 : 4 + loop.most - 1
  return sum([
    ENVELOPE,
    brand,
    4 * attributes.length,
    ...(always ?? []),
    ...(open ?? []).slice(0, rotating),
    ...others,
  ])
}

/** Of blocks that only some groups are drawn from, the largest groups. */
function costOfModule(
  module: readonly string[],
  { blocks = [] }: CodeBook,
  costs: ReadonlyMap<string, number>,
): number {
  const all = (codes: readonly string[]) => sum(codes.map((code) => costs.get(code) ?? 0))
  const own = new Set(module)
  const spared = blocks
    .filter(({ groups }) => groups.flat().some((code) => own.has(code)))
    .map(({ groups, take }) => {
      const sizes = groups.map(all).toSorted((a, b) => b - a)
      return sum(sizes.slice(take ?? groups.length))
    })
  return all(module) - sum(spared)
}

/** Keys and commas inside one answer. */
function entriesOf(answer: AnswerKind): number {
  if (answer.kind === 'multi-choice') return answer.max - 1
  if (answer.kind === 'allocation') return 2 * answer.parts.length - 1
  return 0
}

const sum = (numbers: readonly number[]): number => numbers.reduce((so, next) => so + next, 0)
