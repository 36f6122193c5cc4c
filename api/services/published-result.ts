import type { MethodResult } from '../../stats/index.ts'

/** A method's own record, without what it says of single respondents; no counts of empty cells where it shows no numbers. */
export type PublishedResult = Omit<MethodResult, 'missing'> & Partial<Pick<MethodResult, 'missing'>>

/** What methods say of every respondent in turn, by path in their estimates. */
const OF_EVERY_RESPONDENT: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'churn.model': [['fit', 'probabilities']],
  'multivariate.components': [['scores'], ['rows']],
  'text.topics': [['assignments']],
}

/** A result as anybody may read it who may read results. */
export function publishedResult(result: MethodResult): PublishedResult {
  const { missing, ...record } = result
  if (result.status === 'suppressed') return record
  if (result.estimate === undefined) return result
  const paths = OF_EVERY_RESPONDENT[result.method] ?? []
  return { ...result, estimate: paths.reduce(without, result.estimate) }
}

function without(node: object, [name = '', ...rest]: readonly string[]): object {
  const { [name]: taken, ...others } = node as Readonly<Record<string, unknown>>
  if (rest.length === 0 || typeof taken !== 'object' || taken === null) return others
  return { ...others, [name]: without(taken, rest) }
}
