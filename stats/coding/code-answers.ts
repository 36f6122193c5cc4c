import { NON_ANSWERS, type NonAnswer } from '../instruments/instrument.ts'
import type { CodeBook, Field } from './code-book.ts'
import { deriveScore, type Score } from './derive-score.ts'
import { isShown } from './is-shown.ts'
import type { AnswerState, Coded, Problem } from './observation.ts'
import { plain, quoted } from './quoted.ts'
import { readAnswer } from './read-answer.ts'
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
  const questions = book.fields.map((field) => ({ field, codes: scoredCodes(field.code, field.answer) }))
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
    const coded = new Map<string, Score>()

    for (const { field, codes } of questions) {
      const verdict =
        asked === undefined || asked.has(field.code)
          ? readField(field, given[field.code], valid, broken, lenient)
          : readUnasked(field, given[field.code])
      if (verdict.problem !== undefined) {
        problems.push(verdict.problem)
        broken.add(field.code)
      }
      if (verdict.state === 'answered') valid.set(field.code, given[field.code])
      states.set(field.code, verdict.state)
      codes.forEach(({ code, scale }, i) => {
        const score = verdict.scores[i] ?? null
        const turned = field.reversed === true && score !== null ? scale.min + scale.max - score : score
        coded.set(code, { state: verdict.state, score: turned })
      })
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

    const scoreOf = (code: string): Score => coded.get(code) ?? { state: 'not_shown', score: null }
    for (const rule of book.derived) coded.set(rule.code, deriveScore(rule, scoreOf))
    return {
      ok: true,
      observation: {
        scores: book.scored.map((code) => scoreOf(code).score),
        states: book.scored.map((code) => scoreOf(code).state),
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
  const { code, answer, shownWhen } = field
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
  return reading.ok
    ? { state: 'answered', scores: reading.scores }
    : faulty(code, reading.reason, reading.message)
}

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
