import type { CodeBook } from '../coding/code-book.ts'
import { loopedKey } from '../coding/code-loop.ts'
import { firstScores } from '../coding/first-scores.ts'
import type { AnswerState } from '../coding/observation.ts'
import { gibberishSigns } from './gibberish.ts'
import { type GridOptions, gridFlags } from './grid-pattern.ts'
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
  /** Places in the book of the fields shown, in the order shown; the book's where none was drawn. */
  readonly places?: readonly number[]
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
  const keysOfAll = keysOf(book)
  const grids = gridsOf(book)
  const gridsAt = book.fields.map((_, place) =>
    grids.flatMap(({ places }, grid) => (places.has(place) ? [grid] : [])),
  )
  // Emptied and filled again for every response: this runs on each one as it arrives.
  const shown: number[][] = grids.map(() => [])
  const texts = book.fields.flatMap(({ answer }, place) => (answer.kind === 'text' ? [place] : []))
  const kano = halves(book, '.functional', '.dysfunctional')
  const zones = halves(book, '.minimum', '.desired')
  const allPlaces = book.fields.map((_, place) => place)
  const scoredOnce = firstScores(book)

  return (answers, answering) => {
    const found = new Set<QualityCheck>()
    for (const keys of keysOfAll) {
      const value = (place: number) => answers[keys[place] ?? '']
      for (const grid of shown) grid.length = 0
      const places = answering.places ?? allPlaces
      for (let at = 0; at < places.length; at++) {
        const place = places[at]!
        const here = gridsAt[place]!
        for (let i = 0; i < here.length; i++) shown[here[i]!]!.push(numberOf(value(place)))
      }
      for (let at = 0; at < grids.length; at++) {
        const { straightLine, zigZag } = gridFlags(shown[at]!, grids[at]!.options)
        if (straightLine) found.add('straight-line')
        if (zigZag) found.add('zig-zag')
      }
      if (texts.some((text) => isGibberish(value(text)))) found.add('gibberish')
      if (kano.some(([one, other]) => isQuestionable(value(one), value(other))))
        found.add('kano-questionable')
      if (zones.some(([minimum, desired]) => numberOf(value(minimum)) > numberOf(value(desired)))) {
        found.add('minimum-above-desired')
      }
    }
    if (isMostlyUnanswered(answering.states, scoredOnce, book.scored.length)) found.add('mostly-unanswered')
    if (isImpossiblePace(answers, answering)) found.add('impossible-pace')
    if (isImpossibleTime(answering.elapsedSeconds)) found.add('impossible-time')
    if (answering.trap) found.add('trap')
    return found.size === 0 ? [] : QUALITY_CHECKS.filter((check) => found.has(check))
  }
}

/** Keys of the raw answers by place: of those given once, and, where the form goes through brands, of those about each. */
const keysOf = ({ fields, loop }: CodeBook): readonly (readonly string[])[] => [
  fields.map(({ code }) => code),
  ...(loop?.brands ?? []).map(({ key }) => fields.map(({ code }) => loopedKey(code, key))),
]

interface Grid {
  readonly places: ReadonlySet<number>
  readonly options: GridOptions
}

/** Columns differ in level: what goes up and down across them is the questionnaire, not the person. */
const RUNS_ONLY: GridOptions = { fewestPairs: Number.POSITIVE_INFINITY }

/**
 * Ratings of one module on one scale, where there are enough to see a pattern: each column or half by itself (what is
 * expected, what is perceived), and all of them together for runs alone.
 */
function gridsOf({ fields, modules = [] }: CodeBook): readonly Grid[] {
  const moduleOf = new Map(modules.flatMap(({ fields }, at) => fields.map((code) => [code, at] as const)))
  const ratings = fields.flatMap(({ code, answer }, place) =>
    answer.kind === 'rating'
      ? [{ place, column: columnOf(code), module: `${moduleOf.get(code)}/${answer.min}/${answer.max}` }]
      : [],
  )
  const gridOf = (members: readonly { place: number }[], options: GridOptions): Grid[] =>
    members.length < SMALLEST_GRID ? [] : [{ places: new Set(members.map(({ place }) => place)), options }]
  return [...Map.groupBy(ratings, ({ module }) => module).values()].flatMap((whole) => {
    const columns = [...Map.groupBy(whole, ({ column }) => column).values()]
    return [
      ...(columns.length > 1 ? gridOf(whole, RUNS_ONLY) : []),
      ...columns.flatMap((column) => gridOf(column, {})),
    ]
  })
}

/** What of `sq.t1.expectation` is said of every statement, feature or brand alike; empty where a code names no more than one. */
const columnOf = (code: string): string => code.split('.').slice(2).join('.')

/** Places of fields whose codes differ in their endings only. */
function halves({ fields }: CodeBook, one: string, other: string): (readonly [number, number])[] {
  const places = new Map(fields.map(({ code }, place) => [code, place]))
  return fields.flatMap(({ code }, place) => {
    const twin = code.endsWith(one) ? places.get(`${code.slice(0, -one.length)}${other}`) : undefined
    return twin === undefined ? [] : [[place, twin] as const]
  })
}

const numberOf = (raw: unknown): number => (typeof raw === 'number' ? raw : Number.NaN)

const isGibberish = (raw: unknown) => typeof raw === 'string' && gibberishSigns(raw).length > 0

/** Both halves liked, or both disliked: category Q of the evaluation table. Handbook 4.3. */
const isQuestionable = (functional: unknown, dysfunctional: unknown) =>
  functional === dysfunctional && (functional === 'like' || functional === 'dislike')

/** `states`: of every brand rated, `width` scores each. */
function isMostlyUnanswered(
  states: readonly AnswerState[],
  scoredOnce: readonly number[],
  width: number,
): boolean {
  const counts = { answered: 0, dont_know: 0, not_applicable: 0, refused: 0, skipped: 0, not_shown: 0 }
  for (let brand = 0; brand < states.length; brand += Math.max(1, width)) {
    for (let at = 0; at < scoredOnce.length; at++) counts[states[brand + scoredOnce[at]!]!] += 1
  }
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
