import type { CodeBook } from '../coding/code-book.ts'
import { loopedKey } from '../coding/code-loop.ts'
import type { AnswerState } from '../coding/observation.ts'
import { gibberishSigns } from './gibberish.ts'
import { gridFlags } from './grid-pattern.ts'
import { unansweredShare } from './unanswered-share.ts'

/** What may be odd about a response. The first ones show in itself, the last three beside the others of its wave. */
export const QUALITY_CHECKS = [
  'straight-line',
  'zig-zag',
  'mostly-unanswered',
  'gibberish',
  'kano-questionable',
  'minimum-above-desired',
  'impossible-pace',
  'impossible-time',
  'trap',
  'too-fast',
  'repeated-answers',
  'repeated-text',
] as const
export type QualityCheck = (typeof QUALITY_CHECKS)[number]

/** These need the other responses; what was found before is found anew. */
export const CHECKS_AMONG_OTHERS = ['too-fast', 'repeated-answers', 'repeated-text'] as const

/** Alone enough to look again. */
export const HARD_CHECKS: readonly QualityCheck[] = ['trap']

/** How the answers were given, as far as it is known. */
export interface Answering {
  /** Fields in the order shown; the book's where none was drawn. */
  readonly order?: readonly string[]
  /** Of every scored code of every brand rated. */
  readonly states: readonly AnswerState[]
  /** On the questions, by the device's own clock. */
  readonly seconds: number | null
  /** From begin to arrival; negative where the device's clock is ahead. */
  readonly elapsedSeconds: number | null
  /** The field was filled that people cannot see. */
  readonly trap: boolean
}

export type CheckResponse = (
  answers: Readonly<Record<string, unknown>>,
  answering: Answering,
) => readonly QualityCheck[]

const SMALLEST_GRID = 5
/** Nobody reads and answers a question in less. */
const SECONDS_PER_QUESTION = 1
const CLOCKS_AGREE_SECONDS = 300
/** Answers wait on a device for a month; nobody takes a year. */
const LONGEST_SECONDS = 366 * 86_400

/**
 * Prepares the checks of a form once; the function it returns names what is odd about one valid response, in the order of
 * QUALITY_CHECKS. Nothing is decided by it. Takes time in proportion to the form. Handbook 16.1.
 */
export function compileChecks(book: CodeBook): CheckResponse {
  const grids = gridsOf(book)
  const gridOf = new Map(grids.flatMap((grid, at) => grid.map((code) => [code, at] as const)))
  const texts = book.fields.filter(({ answer }) => answer.kind === 'text').map(({ code }) => code)
  const kano = halves(book, '.functional', '.dysfunctional')
  const zones = halves(book, '.minimum', '.desired')

  return (answers, answering) => {
    const readers = readersOf(book, answers)
    const each = (test: (value: (code: string) => unknown) => boolean) => readers.some((value) => test(value))
    const shown = answering.order === undefined ? grids : gridsAsShown(answering.order, gridOf, grids.length)
    const patterns = readers.flatMap((value) =>
      shown.map((grid) => gridFlags(grid.map((code) => numberOf(value(code))))),
    )
    const found: Readonly<Record<string, boolean>> = {
      'straight-line': patterns.some(({ straightLine }) => straightLine),
      'zig-zag': patterns.some(({ zigZag }) => zigZag),
      'mostly-unanswered': isMostlyUnanswered(answering.states),
      gibberish: each((value) => texts.some((code) => isGibberish(value(code)))),
      'kano-questionable': each((value) => kano.some(([a, b]) => isQuestionable(value(a), value(b)))),
      'minimum-above-desired': each((value) =>
        zones.some(([minimum, desired]) => numberOf(value(minimum)) > numberOf(value(desired))),
      ),
      'impossible-pace': isImpossiblePace(answers, answering),
      'impossible-time': isImpossibleTime(answering.elapsedSeconds),
      trap: answering.trap,
    }
    return QUALITY_CHECKS.filter((check) => found[check] === true)
  }
}

/** Ratings of one module on one scale, where there are enough to see a pattern. */
function gridsOf({ fields, modules }: CodeBook): readonly (readonly string[])[] {
  const moduleOf = new Map(
    (modules ?? []).flatMap(({ fields }, at) => fields.map((code) => [code, at] as const)),
  )
  const ratings = fields.flatMap(({ code, answer }) => (answer.kind === 'rating' ? [{ code, answer }] : []))
  const grids = Map.groupBy(
    ratings,
    ({ code, answer }) => `${moduleOf.get(code)}/${answer.min}/${answer.max}`,
  )
  return [...grids.values()]
    .filter((grid) => grid.length >= SMALLEST_GRID)
    .map((grid) => grid.map(({ code }) => code))
}

/** Fields whose codes differ in their endings only. */
function halves({ fields }: CodeBook, one: string, other: string): (readonly [string, string])[] {
  const known = new Set(fields.map(({ code }) => code))
  return fields.flatMap(({ code }) => {
    const twin = code.endsWith(one) ? `${code.slice(0, -one.length)}${other}` : ''
    return known.has(twin) ? [[code, twin] as const] : []
  })
}

/** The raw answers as they are, and, where the form goes through brands, those about each of them. */
function readersOf({ loop }: CodeBook, answers: Readonly<Record<string, unknown>>) {
  const plain = (code: string) => answers[code]
  if (loop === undefined) return [plain]
  return [
    plain,
    ...loop.brands.map(
      ({ key }) =>
        (code: string) =>
          answers[loopedKey(code, key)],
    ),
  ]
}

/** The fields of every grid that were shown, in the order shown. */
function gridsAsShown(
  order: readonly string[],
  gridOf: ReadonlyMap<string, number>,
  count: number,
): readonly (readonly string[])[] {
  const grids: string[][] = Array.from({ length: count }, () => [])
  for (const code of order) grids[gridOf.get(code) ?? -1]?.push(code)
  return grids
}

const numberOf = (raw: unknown): number => (typeof raw === 'number' ? raw : Number.NaN)

const isGibberish = (raw: unknown) => typeof raw === 'string' && gibberishSigns(raw).length > 0

/** Both halves liked, or both disliked: category Q of the evaluation table. Handbook 4.3. */
const isQuestionable = (functional: unknown, dysfunctional: unknown) =>
  functional === dysfunctional && (functional === 'like' || functional === 'dislike')

function isMostlyUnanswered(states: readonly AnswerState[]): boolean {
  const counts = { answered: 0, dont_know: 0, not_applicable: 0, refused: 0, skipped: 0, not_shown: 0 }
  for (const state of states) counts[state] += 1
  const { answered, dont_know: dontKnow, skipped, refused } = counts
  return unansweredShare({ answered, dontKnow, skipped, refused }).tooMany
}

function isImpossiblePace(
  answers: Readonly<Record<string, unknown>>,
  { seconds, elapsedSeconds }: Answering,
): boolean {
  const taken = seconds ?? (elapsedSeconds !== null && elapsedSeconds >= 0 ? elapsedSeconds : null)
  if (taken === null) return false
  const questions = Object.values(answers).filter((raw) => raw !== null && raw !== '').length
  return questions >= SMALLEST_GRID && taken < SECONDS_PER_QUESTION * questions
}

const isImpossibleTime = (elapsed: number | null) =>
  elapsed !== null && (elapsed < -CLOCKS_AGREE_SECONDS || elapsed > LONGEST_SECONDS)
