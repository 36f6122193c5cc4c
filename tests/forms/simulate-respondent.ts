import type { Field } from '../../stats/coding/code-book.ts'
import { isShown } from '../../stats/coding/is-shown.ts'
import { type Random, seeded, uniform } from '../../stats/core/random.ts'
import { NON_ANSWERS } from '../../stats/instruments/instrument.ts'

export interface SimulatedRespondent {
  readonly seed: number
  /** Share of questions answered by one of the non-answers they offer. */
  readonly nonAnswers?: number
  /** Share of optional questions left empty; the halves of a pair together. */
  readonly skips?: number
}

/**
 * Raw answers of one invented respondent to the fields of a code book, in their order: valid, and only to what routing
 * asks. Answers of one respondent hang together by a mood, so that models have something to find. Same seed, same answers.
 */
export function simulateRespondent(
  fields: readonly Field[],
  { seed, nonAnswers = 0.03, skips = 0.05 }: SimulatedRespondent,
): Record<string, unknown> {
  const random = seeded(seed)
  const mood = uniform(random)
  const answers = new Map<string, unknown>()
  const skippedPairs = new Map<string, boolean>()
  for (const field of fields) {
    const { code, answer, required, states, shownWhen, within, pair } = field
    const asked = shownWhen === undefined || isShown(shownWhen, given(answers.get(shownWhen.item)))
    const skipped = (pair === undefined ? undefined : skippedPairs.get(pair)) ?? uniform(random) < skips
    if (pair !== undefined) skippedPairs.set(pair, skipped)
    if (!asked || (skipped && !required)) continue
    const says = states.length > 0 && uniform(random) < nonAnswers
    const bounded = withinOf(answer, within === undefined ? undefined : answers.get(within))
    answers.set(code, says ? oneOf(states, random) : rawAnswer(bounded, mood, random))
  }
  return Object.fromEntries(answers)
}

/** By mood, from bad to good; some words are in several. */
const REMARKS = [
  'The queue was long and nobody helped. 等了很久，没有人理。',
  'The queue was long, the staff tired. 排队太长，服务一般。',
  'The queue was short. 服务很好。',
  'Quick, and the staff helped at once. 速度快，服务很好。',
]

/** What may still be answered where an earlier answer bounds it. */
function withinOf(answer: Field['answer'], outer: unknown): Field['answer'] {
  if (answer.kind === 'choice' && Array.isArray(outer)) return { ...answer, choices: outer }
  if (answer.kind === 'number' && typeof outer === 'number') return { ...answer, max: outer }
  return answer
}

const given = (raw: unknown): unknown => (NON_ANSWERS.some((word) => word === raw) ? undefined : raw)

function rawAnswer(answer: Field['answer'], mood: number, random: Random): unknown {
  const leaning = (): number => (mood + uniform(random) + uniform(random)) / 3
  switch (answer.kind) {
    case 'rating': {
      const points = answer.max - answer.min + 1
      // Drawn out to both ends, which the mean of three uniform numbers hardly reaches.
      const place = Math.floor(points * (0.5 + 1.6 * (leaning() - 0.45)))
      return answer.min + Math.min(points - 1, Math.max(0, place))
    }
    case 'binary':
      return leaning() > 0.5 ? 'yes' : 'no'
    case 'choice':
      return oneOf(answer.choices, random)
    case 'multi-choice': {
      const most = Math.min(answer.max, answer.choices.length)
      const size = 1 + Math.floor(uniform(random) * most)
      const chosen = new Set(shuffled(answer.choices, random).slice(0, size))
      return answer.choices.filter((choice) => chosen.has(choice))
    }
    case 'number': {
      const { min, max, whole, offered, words = {} } = answer
      if (offered !== undefined) return oneOf([...offered, ...Object.keys(words)], random)
      const value = min + leaning() * (max - min)
      return whole ? Math.round(value) : Math.round(value * 100) / 100
    }
    case 'text':
      return (REMARKS[Math.floor(mood * REMARKS.length)] ?? '').slice(0, answer.maxLength)
    case 'allocation':
      return allocation(answer.parts, answer.total, random)
  }
}

/** Whole points that add up to the total. */
function allocation(parts: readonly string[], total: number, random: Random): Record<string, number> {
  const cuts = parts
    .slice(1)
    .map(() => Math.floor(uniform(random) * (total + 1)))
    .toSorted((a, b) => a - b)
  const edges = [0, ...cuts, total]
  return Object.fromEntries(parts.map((part, i) => [part, (edges[i + 1] ?? total) - (edges[i] ?? 0)]))
}

const oneOf = <T>(list: readonly T[], random: Random): T =>
  list[Math.floor(uniform(random) * list.length)] as T

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((one) => ({ one, at: uniform(random) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one)
}
