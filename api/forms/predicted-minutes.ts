import type { AnswerKind, Item } from '../../stats/instruments/instrument.ts'

/** Seconds to read and answer one question on a phone; chosen on the slow side, so that the promise holds. */
const SECONDS: Readonly<Record<AnswerKind['kind'], number>> = {
  rating: 8,
  binary: 6,
  choice: 8,
  'multi-choice': 10,
  number: 10,
  text: 30,
  allocation: 40,
}
const ATTRIBUTE_SECONDS = 5
const START_SECONDS = 10

/** Minutes to answer a form, rounded up. A routed question counts half: about half are asked it. */
export function predictedMinutes(items: readonly Item[], attributes: number): number {
  const seconds = items.map(
    ({ answer, columns, shownWhen }) =>
      SECONDS[answer.kind] * (columns?.length ?? 1) * (shownWhen === undefined ? 1 : 0.5),
  )
  const all = seconds.reduce((so, next) => so + next, START_SECONDS + attributes * ATTRIBUTE_SECONDS)
  return Math.ceil(all / 60)
}
