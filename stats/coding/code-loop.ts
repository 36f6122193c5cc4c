import { type CodeAnswers, type CodingOptions, compileCodeBook } from './code-answers.ts'
import type { CodeBook, Loop } from './code-book.ts'
import type { Observation, Problem } from './observation.ts'
import { quoted } from './quoted.ts'

/** `brandId` is null where the form does not loop: then the link or the screening question says it. */
export interface RatedObservation extends Observation {
  readonly brandId: string | null
}

export type CodedResponse =
  | { readonly ok: true; readonly observations: readonly RatedObservation[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** `asked`: the fields drawn for this respondent, without the brand's key. */
export type CodeResponse = (answers: unknown, asked?: ReadonlySet<string>) => CodedResponse

/** The raw key of a looped field's answer about one brand. */
export const loopedKey = (code: string, key: string): string => `${code}__${key}`

/**
 * Prepares a code book once; the function it returns codes one response to an observation per brand rated, or names
 * every problem in it. What is not asked per brand belongs to the first brand in the program's order, and to it alone
 * where nothing was drawn that is asked per brand.
 */
export function compileResponse(book: CodeBook, options: CodingOptions = {}): CodeResponse {
  const code = compileCodeBook(book, options)
  const { loop } = book
  if (loop === undefined) {
    return (answers, asked) => {
      const coded = code(answers, asked)
      return coded.ok ? { ok: true, observations: [{ ...coded.observation, brandId: null }] } : coded
    }
  }
  const shared = book.fields.map(({ code }) => code).filter((code) => !loop.fields.includes(code))
  const looped = new Set(loop.fields)
  return (answers, asked) => {
    if (typeof answers !== 'object' || answers === null || Array.isArray(answers))
      return failed(code(answers))
    const given = answers as Readonly<Record<string, unknown>>
    const rated = ratedBrands(loop, given['brands'])
    if ('problem' in rated) return { ok: false, problems: [rated.problem] }
    return codeEach(rated.brands, { code, loop, shared, looped, given, asked })
  }
}

interface Looping {
  readonly code: CodeAnswers
  readonly loop: Loop
  readonly shared: readonly string[]
  readonly looped: ReadonlySet<string>
  readonly given: Readonly<Record<string, unknown>>
  readonly asked: ReadonlySet<string> | undefined
}

function codeEach(
  brands: Loop['brands'],
  { code, loop, shared, looped, given, asked }: Looping,
): CodedResponse {
  const problems: Problem[] = []
  const observations: RatedObservation[] = []
  const taken = new Set(['brands'])
  const isDrawn = asked === undefined || loop.fields.some((field) => asked.has(field))
  let attributes: Observation['attributes'] = {}
  for (const [place, { key, brandId }] of brands.entries()) {
    const own = loop.fields.map((field) => [field, loopedKey(field, key)] as const)
    for (const [, raw] of own) taken.add(raw)
    const answers = Object.fromEntries(
      own.flatMap(([field, raw]) => (Object.hasOwn(given, raw) ? [[field, given[raw]]] : [])),
    )
    if (place === 0) Object.assign(answers, unloopedOf(given, loop))
    const fields = [...loop.fields, ...(place === 0 ? shared : [])]
    const coded = code(answers, new Set(fields.filter((field) => asked?.has(field) ?? true)))
    if (coded.ok) {
      if (place === 0) attributes = coded.observation.attributes
      // A further brand of which nothing was asked was not rated.
      if (place === 0 || isDrawn) observations.push({ ...coded.observation, attributes, brandId })
    } else {
      problems.push(
        ...coded.problems.map((problem) =>
          looped.has(problem.item)
            ? {
                ...problem,
                item: loopedKey(problem.item, key),
                message: problem.message.replace(problem.item, () => loopedKey(problem.item, key)),
              }
            : problem,
        ),
      )
    }
  }
  const strays = Object.keys(given).filter((key) => isLooped(key, loop) && !taken.has(key))
  problems.push(
    ...strays.map((item) => ({
      item,
      reason: 'hidden',
      message: `${item}: was answered, but its brand was not chosen`,
    })),
  )
  const brandless = loop.fields.filter((field) => Object.hasOwn(given, field))
  problems.push(
    ...brandless.map((item) => ({
      item,
      reason: 'unknown-item',
      message: `${item}: is asked per brand by this form`,
    })),
  )
  return problems.length > 0 ? { ok: false, problems } : { ok: true, observations }
}

/** Everything but the brands chosen and the answers about single brands; strange keys stay in and are named. */
const unloopedOf = (given: Readonly<Record<string, unknown>>, loop: Loop) =>
  Object.fromEntries(
    Object.entries(given).filter(
      ([key]) => key !== 'brands' && !isLooped(key, loop) && !loop.fields.includes(key),
    ),
  )

function isLooped(raw: string, { brands, fields }: Loop): boolean {
  const cut = raw.lastIndexOf('__')
  if (cut < 0) return false
  const key = raw.slice(cut + 2)
  return brands.some((brand) => brand.key === key) && fields.includes(raw.slice(0, cut))
}

function ratedBrands(loop: Loop, raw: unknown): { brands: Loop['brands'] } | { problem: Problem } {
  const refuse = (reason: string, message: string) => ({
    problem: { item: 'brands', reason, message: `brands: ${message}` },
  })
  if (!Array.isArray(raw) || raw.length === 0)
    return refuse('required', 'say which brands the answers are about')
  const unknown = raw.find((id) => !loop.brands.some(({ brandId }) => brandId === id))
  if (unknown !== undefined) return refuse('unknown-choice', `${quoted(unknown)} is not a brand of this form`)
  if (new Set(raw).size < raw.length) return refuse('duplicate-choice', 'names a brand twice')
  if (raw.length > loop.most) {
    return refuse('too-many-choices', `names ${raw.length} brands, at most ${loop.most} may be`)
  }
  return { brands: loop.brands.filter(({ brandId }) => raw.includes(brandId)) }
}

function failed(coded: ReturnType<CodeAnswers>): CodedResponse {
  return coded.ok ? { ok: true, observations: [{ ...coded.observation, brandId: null }] } : coded
}
