import type {
  BeliefReason,
  ClusterReason,
  Crosstab,
  DriverWarning,
  FactorAnalysis,
  FactorReason,
  HouseOfQuality,
  KanoWarning,
  LinearReason,
  LogisticReason,
  Missed,
  Notice,
  ScalingReason,
  ServqualResult,
  Topics,
  TwoFactorAnalysis,
} from '../../stats/index.ts'
import { UsageError } from './usage-error.ts'

type Warned = { readonly warnings: readonly Notice[] }
type CodeOf<Result extends Warned> = Result['warnings'][number]['code']
type Code =
  | CodeOf<Crosstab | FactorAnalysis | HouseOfQuality | ServqualResult | Topics | TwoFactorAnalysis>
  | DriverWarning
  | KanoWarning

/** Every warning of the methods that have a command, as a sentence; the empty subject is "the data". */
const WARNINGS: Readonly<Record<Code, (subject: string) => string>> = {
  'collinear-driver': (name) => `${name} overlaps with the others (VIF above 5): shares are uncertain`,
  'conflict-on-top': (pair) => `${pair.replace('|', ' and ')} both matter most and work against each other`,
  'empty-dimension': (name) => `dimension ${name} has too few answers`,
  'failed-resamples': () => 'more than 5 % of the resamples had no solution',
  heywood: () => 'a uniqueness is at its bound: too many factors or too few people',
  'ill-conditioned': () => 'the drivers determine each other almost exactly (condition number above 30)',
  'low-kmo': () => 'KMO is below .6: these correlations are hardly worth a factor analysis',
  'many-missing': () => 'more than 30 % of the rows were left out for missing answers',
  'many-questionable': (name) => `${name}more than 5 % contradictory answers: look at the question`,
  'many-reverse': (name) => `${name}more than 10 % want the opposite: look at the question`,
  'near-tie': (name) => `${name}the two largest categories cannot be told apart`,
  'no-classifiable-answers': (name) => `${name}all answers are reverse or questionable`,
  'no-relations': () => 'no requirement is related to any characteristic',
  'not-estimable': (name) => `${name} has too few very low or very high ratings and was left out`,
  'sampled-shapley': () => 'more than 15 drivers: Shapley values are sampled, not exact',
  'small-expected': () => 'more than a fifth of the expected counts are below 5: chi-square is rough',
  'small-sample': () => 'fewer than 100 people, or fewer than 5 per item',
  'superfluous-characteristic': (name) => `${name} serves no requirement`,
  suppressor: (name) => `${name} suppresses others (negative Pratt measure): read its coefficient with care`,
  'target-against-direction': (name) => `the target of ${name} lies on the wrong side of its current value`,
  'too-few-cases': () => 'fewer people than the method asks for: read as indicative',
  'too-large': () => 'more than 20 rows or columns: a house that nobody reads',
  'unreliable-difference': (name) =>
    `gaps of ${name} are unreliable as differences (below .5): prefer perceptions`,
  'unserved-requirement': (name) => `no characteristic serves ${name} strongly`,
  'unstable-topic': (name) => `${name} changes from start to start (stability below .5): do not build on it`,
  'weak-category': (name) => `${name}category strength is below 5 points`,
  'weak-fit': () => 'the drivers explain less than 10 % of the outcome',
  'weak-total': (name) => `${name}fewer than half care about it at all`,
  'wrong-points': () =>
    'some respondents gave points that do not add up to 100; their weighted gap is left out',
  'wrong-sign': (name) => `${name} has a penalty above 0 or a reward below 0; it counts as 0`,
}

/** One line per warning. `of` stands in front of warnings about one attribute that do not name it. */
export const warningLines = (warnings: readonly Notice<Code>[], of?: string): string[] =>
  warnings.map(({ code, subject }) => {
    return `warning: ${WARNINGS[code](subject ?? (of === undefined ? '' : `${of}: `))}`
  })

export type Reason =
  | BeliefReason
  | ClusterReason
  | FactorReason
  | LinearReason
  | LogisticReason
  | ScalingReason
  | 'no-answers'
  | 'no-words'
  | 'not-estimable'
  | 'nothing-to-compare'
  | 'too-few-groups'
  | 'too-few-levels'
  | 'too-few-pairs'
  | 'too-few-words'

const REASONS: Readonly<Record<Reason, (subject: string) => string>> = {
  'base-too-small': (side) => `too few ${side} answered for their numbers to be shown`,
  collinear: () => 'columns determine each other exactly, so there is no single answer',
  constant: (name) => `${name === '' ? 'a column' : `column "${name}"`} is constant, so it explains nothing`,
  'no-answers': (name) => `nobody answered${name === '' ? '' : ` "${name}"`}`,
  'no-distances': () => 'all distances are 0',
  'no-variance': () => 'on either side everybody answered the same, so there is no margin',
  'no-words': () => 'no word is held by enough answers; lower minimumAnswers',
  'not-converged': () => 'the algorithm did not converge; ask for fewer factors',
  'not-estimable': () => 'no attribute has enough very low and very high ratings',
  'nothing-to-compare': () => 'there are not two answers on both sides to compare',
  'one-outcome-only': () => 'everybody did the same, so there is nothing to explain',
  separated: () => 'the outcome is predicted perfectly, so the curve has no single answer',
  'too-few-answers': (name) =>
    `too few complete rows are left${name === '' ? '' : ` of "${name}"`} for this method`,
  'too-few-different': () => 'there are fewer different rows than clusters',
  'too-few-groups': () => 'fewer than two groups have two answers or more',
  'too-few-items': () => 'at least two columns are needed',
  'too-few-levels': () => 'fewer than two satisfaction levels were answered',
  'too-few-objects': () => 'too few objects for so many dimensions',
  'too-few-pairs': () => 'fewer than two rows have both answers',
  'too-few-words': () => 'fewer words than topics are frequent enough',
  'too-many-dimensions': () => 'the distances do not fill so many dimensions; ask for fewer',
  'too-many-factors': () => 'so many factors leave no degrees of freedom; ask for fewer',
}

/** Why there is no number, in words. */
export const reasonText = ({ reason, subject = '' }: Missed<Reason>): string => REASONS[reason](subject)

/** Why a file gives no result at all, as the mistake of the person at the keyboard. */
export const refusal = (file: string, miss: Missed<Reason>): UsageError =>
  new UsageError(`${file}: ${reasonText(miss)}`)
