import type { AnswerKind, Scale } from '../instruments/instrument.ts'
import { quoted } from './quoted.ts'

/** The scores of one valid raw answer, in the order of `scoredCodes`, or why it cannot be scored. */
export type Reading =
  | { readonly ok: true; readonly scores: readonly number[] }
  | { readonly ok: false; readonly reason: Fault; readonly message: string }

export const FAULTS = [
  'not-a-number',
  'not-whole',
  'out-of-range',
  'not-a-text',
  'too-long',
  'broken-character',
  'unknown-choice',
  'duplicate-choice',
  'too-many-choices',
  'not-a-list',
  'not-an-allocation',
  'unknown-part',
  'wrong-total',
] as const
export type Fault = (typeof FAULTS)[number]

export function readAnswer(answer: AnswerKind, raw: unknown): Reading {
  switch (answer.kind) {
    case 'rating':
      return readNumber(raw, answer.min, answer.max, true)
    case 'number':
      return readNumber(wordOrNumber(answer.words, raw), answer.min, answer.max, answer.whole)
    case 'binary':
      return raw === 'yes' || raw === 'no' ? scored(raw === 'yes' ? 1 : 0) : unknownChoice(raw, ['yes', 'no'])
    case 'choice':
      return readChoice(answer.choices, raw)
    case 'multi-choice':
      return readChoices(answer.choices, answer.max, raw)
    case 'text':
      return readText(answer.maxLength, raw)
    case 'allocation':
      return readAllocation(answer.parts, answer.total, raw)
  }
}

/** Whether this is an answer that readAnswer would score as itself. */
export const isOnScale = (raw: unknown, { min, max }: Scale): raw is number =>
  typeof raw === 'number' && raw >= min && raw <= max && Number.isInteger(raw)

function readNumber(raw: unknown, min: number, max: number, whole: boolean): Reading {
  if (typeof raw !== 'number' || Number.isNaN(raw))
    return fault('not-a-number', `${quoted(raw)} is not a number`)
  if (raw < min || raw > max) return fault('out-of-range', `${raw} is outside ${min} to ${max}`)
  if (whole && !Number.isInteger(raw)) return fault('not-whole', `${raw} is not a whole number`)
  // Adding 0 turns -0 into 0.
  return scored(raw + 0)
}

function wordOrNumber(words: Readonly<Record<string, number>> | undefined, raw: unknown): unknown {
  return typeof raw === 'string' && words !== undefined && Object.hasOwn(words, raw) ? words[raw] : raw
}

function readChoice(choices: readonly string[], raw: unknown): Reading {
  const place = typeof raw === 'string' ? choices.indexOf(raw) : -1
  return place < 0 ? unknownChoice(raw, choices) : scored(place + 1)
}

function readChoices(choices: readonly string[], max: number, raw: unknown): Reading {
  if (!Array.isArray(raw)) return fault('not-a-list', `${quoted(raw)} is not a list of choices`)
  const given: readonly unknown[] = raw
  const unknown = given.find((choice) => typeof choice !== 'string' || !choices.includes(choice))
  if (unknown !== undefined) return unknownChoice(unknown, choices)
  const chosen = new Set(given)
  if (chosen.size < given.length) return fault('duplicate-choice', 'names a choice twice')
  if (chosen.size > max)
    return fault('too-many-choices', `names ${chosen.size} choices, at most ${max} may be`)
  return { ok: true, scores: choices.map((choice) => (chosen.has(choice) ? 1 : 0)) }
}

function readText(maxLength: number, raw: unknown): Reading {
  if (typeof raw !== 'string') return fault('not-a-text', `${quoted(raw)} is not a text`)
  if (raw.length > maxLength) {
    return fault('too-long', `has ${raw.length} characters, at most ${maxLength} are kept`)
  }
  // PostgreSQL stores neither NUL nor half of a surrogate pair.
  if (raw.includes('\0') || !raw.isWellFormed()) {
    return fault('broken-character', 'holds a character that is not text')
  }
  return { ok: true, scores: [] }
}

function readAllocation(parts: readonly string[], total: number, raw: unknown): Reading {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return fault('not-an-allocation', `${quoted(raw)} is not points by part`)
  }
  const points = new Map<string, unknown>(Object.entries(raw))
  for (const part of points.keys()) {
    if (!parts.includes(part)) return fault('unknown-part', `${quoted(part)} is not one of its parts`)
  }
  const scores: number[] = []
  for (const part of parts) {
    const reading = readNumber(points.get(part) ?? 0, 0, total, false)
    if (!reading.ok) return reading
    scores.push(...reading.scores)
  }
  const sum = scores.reduce((so, score) => so + score, 0)
  // Thirds of 100 typed with decimals must pass; a missing point must not.
  if (Math.abs(sum - total) > total * 1e-9) return fault('wrong-total', `adds up to ${sum}, not ${total}`)
  return { ok: true, scores }
}

/** Nearly every answer is one of few numbers: one reading of each, not one of each answer. */
const SHARED: readonly Reading[] = Array.from({ length: 101 }, (_, score) => ({ ok: true, scores: [score] }))

const scored = (score: number): Reading => SHARED[score] ?? { ok: true, scores: [score] }
const fault = (reason: Fault, message: string): Reading => ({ ok: false, reason, message })
const unknownChoice = (raw: unknown, choices: readonly string[]) =>
  fault('unknown-choice', `${quoted(raw)} is not one of ${choices.join(', ')}`)
