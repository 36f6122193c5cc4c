import { found, missed, type Outcome } from '../core/outcome.ts'
import { isUsable, USABLE } from '../core/usable-number.ts'

export interface GridFlags {
  /** All answers of a grid of five or more the same, or a run of at least `runShare` of it. */
  readonly straightLine: boolean
  /**
   * Answers that follow their own pattern without runs: no run longer than 2, and an autocorrelation above .9 over at
   * least `fewestPairs` pairs. Over three, answers of every fourth honest person do so by chance.
   */
  readonly zigZag: boolean
}

export interface GridOptions {
  readonly smallestGrid?: number
  readonly runShare?: number
  readonly fewestPairs?: number
}

/** How one respondent walked through a grid of items on one scale. */
export interface GridPattern extends GridFlags {
  readonly answered: number
  /** Longest run of the same answer. */
  readonly longString: number
  /** Standard deviation of the answers within the person, divisor n - 1. */
  readonly responseVariability: number
  /** Largest size of the correlation of the answers with themselves 1 to n/2 items later, three pairs or more; 0 when constant. */
  readonly autocorrelation: number
}

/**
 * One row of a grid in the order shown, NaN for no answer (left out). Grids with reversed items only: raw answers, not
 * turned. Johnson (2005), Dunn et al. (2018), Gottfried et al. (2022); handbook 16.1.
 */
export function gridPattern(
  answers: readonly number[],
  options: GridOptions = {},
): Outcome<GridPattern, 'too-few-answers'> {
  const given = answersGiven('gridPattern', answers)
  if (given.length < 2) return missed('too-few-answers')
  const longString = longestRun(given)
  const mean = given.reduce((sum, answer) => sum + answer, 0) / given.length
  const squares = given.reduce((sum, answer) => sum + (answer - mean) ** 2, 0)
  const constant = longString === given.length
  return found({
    answered: given.length,
    longString,
    responseVariability: constant ? 0 : Math.sqrt(squares / (given.length - 1)),
    autocorrelation: largestAutocorrelation(given, 3),
    ...flagsOf(given, longString, options),
  })
}

/** The two flags of gridPattern alone: correlations, which take the longest, only where the runs leave it open. */
export function gridFlags(answers: readonly number[], options: GridOptions = {}): GridFlags {
  const given = answersGiven('gridFlags', answers)
  return flagsOf(given, longestRun(given), options)
}

function answersGiven(name: string, answers: readonly number[]): readonly number[] {
  const given: number[] = []
  for (let at = 0; at < answers.length; at++) {
    const answer = answers[at]!
    if (Number.isNaN(answer)) continue
    if (!isUsable(answer)) throw new RangeError(`${name}: the answer ${answer} is not ${USABLE}`)
    given.push(answer)
  }
  return given
}

function flagsOf(
  given: readonly number[],
  longString: number,
  { smallestGrid = 5, runShare = 0.8, fewestPairs = 7 }: GridOptions,
): GridFlags {
  const answered = given.length
  const isGrid = answered >= 2 && answered >= smallestGrid
  return {
    straightLine: isGrid && longString >= runShare * answered,
    zigZag: isGrid && longString <= 2 && largestAutocorrelation(given, fewestPairs) > 0.9,
  }
}

function longestRun(answers: readonly number[]): number {
  let longest = 0
  let run = 0
  for (let i = 0; i < answers.length; i++) {
    run = i > 0 && answers[i] === answers[i - 1] ? run + 1 : 1
    if (run > longest) longest = run
  }
  return longest
}

/** Plain correlations of the first n - k with the last n - k answers; stretches without variance say nothing. */
function largestAutocorrelation(answers: readonly number[], fewestPairs: number): number {
  let largest = 0
  for (let lag = 1; lag <= Math.floor(answers.length / 2); lag++) {
    const count = answers.length - lag
    if (count < fewestPairs) break
    let sumEarly = 0
    let sumLate = 0
    for (let i = 0; i < count; i++) {
      sumEarly += answers[i]!
      sumLate += answers[i + lag]!
    }
    const meanEarly = sumEarly / count
    const meanLate = sumLate / count
    let cross = 0
    let squaresEarly = 0
    let squaresLate = 0
    for (let i = 0; i < count; i++) {
      const early = answers[i]! - meanEarly
      const late = answers[i + lag]! - meanLate
      cross += early * late
      squaresEarly += early * early
      squaresLate += late * late
    }
    const r = Math.abs(cross) / Math.sqrt(squaresEarly * squaresLate)
    if (Number.isFinite(r)) largest = Math.max(largest, Math.min(1, r))
  }
  return largest
}
