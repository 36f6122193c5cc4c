import type { DerivedScore } from '../instruments/instrument.ts'
import type { AnswerState } from './observation.ts'

export interface Score {
  readonly state: AnswerState
  readonly score: number | null
}

/** Handbook 1.3: price tolerance = 1 + 9 (PT + 25) / 50 with PT = +pt_up or -pt_down, clipped to its range. */
export function deriveScore(rule: DerivedScore, scoreOf: (code: string) => Score): Score {
  for (const { item, sign } of rule.branches) {
    const { score } = scoreOf(item)
    if (score !== null) return { state: 'answered', score: rescaled(sign * score, rule) }
  }
  const states = [rule.decidedBy, ...rule.branches.map(({ item }) => item)].map((code) => scoreOf(code).state)
  return {
    state: states.find((state) => state !== 'answered' && state !== 'not_shown') ?? 'not_shown',
    score: null,
  }
}

function rescaled(value: number, { range, scale }: DerivedScore): number {
  const clipped = Math.min(range.max, Math.max(range.min, value))
  return scale.min + ((scale.max - scale.min) * (clipped - range.min)) / (range.max - range.min)
}
