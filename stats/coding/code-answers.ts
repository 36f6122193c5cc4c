import { NON_ANSWERS, type NonAnswer } from '../instruments/instrument.ts'
import { checkWithin } from './check-within.ts'
import type { CodeBook, Field } from './code-book.ts'
import { deriveScore, type Score } from './derive-score.ts'
import { isShown } from './is-shown.ts'
import type { AnswerState, Coded, Problem } from './observation.ts'
import { plain, quoted } from './quoted.ts'
import { isOnScale, readAnswer } from './read-answer.ts'
import { scoredCodes } from './scored-codes.ts'

export interface CodingOptions {
  /**
   * `lenient` for interviews done elsewhere: an empty cell of a required item or of half a pair is `skipped`,
   * and every non-answer is accepted, not only those our form offers.
   */
  readonly required?: 'enforced' | 'lenient'
}

/** `asked`: the fields drawn for this respondent; every field where the form draws none. */
export type CodeAnswers = (answers: unknown, asked?: ReadonlySet<string>) => Coded

/** More strange keys than this are counted, not listed. */
const LISTED_KEYS = 50

/**
 * Prepares a code book once; the function it returns codes one response or names every problem in it.
 * It never throws and takes time in proportion to the form, not to what was sent.
 */
export function compileCodeBook(book: CodeBook, { required = 'enforced' }: CodingOptions = {}): CodeAnswers {
  // Every score has its place, so that coding fills a list.
  const places = new Map<string, number>()
  const placeOf = (code: string) => {
    const place = places.get(code) ?? places.size
    places.set(code, place)
    return place
  }
  const decides = new Set(book.fields.flatMap(({ shownWhen, within }) => [shownWhen?.item, within]))
  const questions = book.fields.map((field) => ({
    field,
    decides: decides.has(field.code),
    plainRating: plainRatingOf(field),
    scores: scoredCodes(field.code, field.answer).map(({ code, scale }) => ({ place: placeOf(code), scale })),
  }))
  const derived = book.derived.map((rule) => ({ rule, place: placeOf(rule.code) }))
  const scored = book.scored.map(placeOf)
  const known = new Set([...book.fields, ...book.attributes].map(({ code }) => code))
  const pairs = pairsOf(book.fields)
  const lenient = required === 'lenient'

  return (answers, asked) => {
    if (typeof answers !== 'object' || answers === null || Array.isArray(answers)) {
      return { ok: false, problems: [problem('', 'not-an-object', 'answers are not an object')] }
    }
    const given = answers as Readonly<Record<string, unknown>>
    const problems = unknownKeys(given, known)
    const valid = new Map<string, unknown>()
    const broken = new Set<string>()
    const states = new Map<string, AnswerState>()
    // Filled from the start: arrays that are never sparse, and two of them instead of an object per score.
    const codedScores = new Array<number | null>(places.size).fill(null)
    const codedStates = new Array<AnswerState>(places.size).fill('not_shown')

    for (let at = 0; at < questions.length; at++) {
      const { field, decides, plainRating, scores } = questions[at]!
      const raw = given[field.code]
      const isAsked = asked === undefined || asked.has(field.code)
      if (plainRating !== undefined && isAsked && isOnScale(raw, plainRating)) {
        // Nearly every answer of nearly every form: read without making an object of it.
        const { place, scale } = scores[0]!
        codedScores[place] = field.reversed === true ? scale.min + scale.max - raw : raw + 0
        codedStates[place] = 'answered'
        if (decides) valid.set(field.code, raw)
        continue
      }
      const verdict = isAsked ? readField(field, raw, valid, broken, lenient) : readUnasked(field, raw)
      if (verdict.problem !== undefined) {
        problems.push(verdict.problem)
        broken.add(field.code)
      }
      if (decides && verdict.state === 'answered') valid.set(field.code, raw)
      if (field.pair !== undefined) states.set(field.code, verdict.state)
      for (let i = 0; i < scores.length; i++) {
        const { place, scale } = scores[i]!
        const score = verdict.scores[i] ?? null
        codedScores[place] = field.reversed === true && score !== null ? scale.min + scale.max - score : score
        codedStates[place] = verdict.state
      }
    }
    if (!lenient) problems.push(...halfPairs(pairs, states, broken))

    const attributes: Record<string, string> = {}
    for (const { code, values, states: offered } of book.attributes) {
      const raw = given[code]
      if (raw === undefined || raw === null) continue
      if (isNonAnswer(raw) && (lenient || offered.includes(raw))) continue
      if (typeof raw === 'string' && values.includes(raw)) attributes[code] = raw
      else problems.push(problem(code, 'unknown-choice', `${quoted(raw)} is not one of ${values.join(', ')}`))
    }
    if (problems.length > 0) return { ok: false, problems }

    const scoreOf = (code: string): Score => {
      const place = places.get(code) ?? -1
      return { state: codedStates[place] ?? 'not_shown', score: codedScores[place] ?? null }
    }
    for (const { rule, place } of derived) {
      const { state, score } = deriveScore(rule, scoreOf)
      codedScores[place] = score
      codedStates[place] = state
    }
    return {
      ok: true,
      observation: {
        scores: scored.map((place) => codedScores[place] ?? null),
        states: scored.map((place) => codedStates[place] ?? 'not_shown'),
        attributes,
      },
    }
  }
}

interface Verdict {
  readonly state: AnswerState
  readonly scores: readonly number[]
  readonly problem?: Problem
}

function readField(
  field: Field,
  raw: unknown,
  valid: ReadonlyMap<string, unknown>,
  broken: ReadonlySet<string>,
  lenient: boolean,
): Verdict {
  const { code, answer, shownWhen, within } = field
  const empty = isEmpty(raw)

  if (shownWhen !== undefined && !isShown(shownWhen, valid.get(shownWhen.item))) {
    // When the deciding answer is itself wrong, only that is reported.
    if (empty || broken.has(shownWhen.item)) return { state: 'not_shown', scores: [] }
    return faulty(code, 'hidden', `was answered, but ${shownWhen.item} says it was not asked`)
  }
  if (empty) {
    if (!field.required || lenient) return { state: 'skipped', scores: [] }
    return faulty(code, 'required', 'is not answered')
  }
  // In an answer of one's own words "refused" is a word, unless the question offers it as a way not to answer.
  const isWord = answer.kind === 'text' && !lenient && !field.states.some((state) => state === raw)
  if (isNonAnswer(raw) && !isWord) {
    if (lenient || field.states.includes(raw)) return { state: raw, scores: [] }
    return faulty(code, 'not-offered', `${quoted(raw)} is not offered here`)
  }
  const reading = readAnswer(answer, raw)
  if (!reading.ok) return faulty(code, reading.reason, reading.message)
  const beyond =
    within === undefined ? undefined : checkWithin(raw, { item: within, outer: valid.get(within) })
  if (beyond !== undefined) return faulty(code, beyond.reason, beyond.message)
  return { state: 'answered', scores: reading.scores }
}

/** The scale of a rating that hangs on no other answer. */
const plainRatingOf = ({ answer, shownWhen, within, pair }: Field) =>
  answer.kind === 'rating' && shownWhen === undefined && within === undefined && pair === undefined
    ? answer
    : undefined

/** Of a field that was not drawn for this respondent. */
function readUnasked({ code }: Field, raw: unknown): Verdict {
  if (isEmpty(raw)) return { state: 'not_shown', scores: [] }
  return faulty(code, 'hidden', 'was answered, but this respondent was not asked it')
}

const isEmpty = (raw: unknown): boolean =>
  raw === undefined || raw === null || (Array.isArray(raw) && raw.length === 0) || raw === ''

const faulty = (code: string, reason: string, message: string): Verdict => ({
  state: 'skipped',
  scores: [],
  problem: problem(code, reason, message),
})

const problem = (item: string, reason: string, message: string): Problem => ({
  item,
  reason,
  message: item === '' ? message : `${item}: ${message}`,
})

function isNonAnswer(raw: unknown): raw is NonAnswer {
  return NON_ANSWERS.some((word) => word === raw)
}

function unknownKeys(given: Readonly<Record<string, unknown>>, known: ReadonlySet<string>): Problem[] {
  const unknown = Object.keys(given).filter((key) => !known.has(key))
  const listed = unknown
    .slice(0, LISTED_KEYS)
    .map((key) => problem(plain(key), 'unknown-item', 'is not asked by this form'))
  if (unknown.length > listed.length) {
    listed.push(
      problem('', 'too-many-keys', `${unknown.length} answers are to questions this form does not ask`),
    )
  }
  return listed
}

function pairsOf(fields: readonly Field[]): readonly (readonly Field[])[] {
  const paired = fields.filter(({ pair }) => pair !== undefined)
  return [...Map.groupBy(paired, ({ pair }) => pair).values()]
}

/** A field left empty while its other half was given; required ones were named already. */
function halfPairs(
  pairs: readonly (readonly Field[])[],
  states: ReadonlyMap<string, AnswerState>,
  broken: ReadonlySet<string>,
): Problem[] {
  return pairs.flatMap((pair) => {
    const open = pair.filter(({ code }) => states.get(code) === 'skipped' && !broken.has(code))
    const given = pair.find(({ code }) => !['skipped', 'not_shown'].includes(states.get(code) ?? 'skipped'))
    if (given === undefined) return []
    return open.map(({ code }) => problem(code, 'half-pair', `is not answered, but ${given.code} is`))
  })
}
