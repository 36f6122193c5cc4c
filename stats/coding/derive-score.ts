import type { CappedCount, DerivedScore, SignedBranches } from '../instruments/instrument.ts'
import type { AnswerState } from './observation.ts'

export interface Score {
  readonly state: AnswerState
  readonly score: number | null
}

type ScoreOf = (code: string) => Score

/** The score that a rule makes of others. */
export function deriveScore(rule: DerivedScore, scoreOf: ScoreOf): Score {
  return rule.rule === 'capped-count' ? cappedCount(rule, scoreOf) : signedBranch(rule, scoreOf)
}

/** Handbook 1.3: how many channels of complaint, two at most. */
function cappedCount({ decidedBy, item, choices, scale }: CappedCount, scoreOf: ScoreOf): Score {
  const decided = scoreOf(decidedBy)
  if (decided.score === null) return decided
  if (decided.score === 0) return { state: 'answered', score: scale.min }
  const chosen = choices.map((choice) => scoreOf(`${item}.${choice}`))
  const open = chosen.find(({ score }) => score === null)
  if (open !== undefined) return open
  const count = chosen.reduce((sum, { score }) => sum + (score ?? 0), 0)
  return { state: 'answered', score: Math.min(scale.max, count) }
}

/** Handbook 1.3: price tolerance = 1 + 9 (PT + 25) / 50 with PT = +pt_up or -pt_down, clipped to its range. */
function signedBranch(rule: SignedBranches, scoreOf: ScoreOf): Score {
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

function rescaled(value: number, { range, scale }: SignedBranches): number {
  const clipped = Math.min(range.max, Math.max(range.min, value))
  return scale.min + ((scale.max - scale.min) * (clipped - range.min)) / (range.max - range.min)
}
