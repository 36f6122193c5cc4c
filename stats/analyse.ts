import { ANSWERS } from './analysis-answers.ts'
import { ATTRIBUTES } from './analysis-attributes.ts'
import { BENCHMARK } from './analysis-benchmark.ts'
import { CHURN } from './analysis-churn.ts'
import { LOYALTY } from './analysis-loyalty.ts'
import type { AnalysisMethod, AnalysisSlice } from './analysis-method.ts'
import { MULTIVARIATE } from './analysis-multivariate.ts'
import { PATH_MODELS } from './analysis-path-models.ts'
import { QUALITY } from './analysis-quality.ts'
import { type MethodResult, recordOf } from './analysis-record.ts'
import { SERVICE } from './analysis-service.ts'
import { VALUE } from './analysis-value.ts'
import { WORDS } from './analysis-words.ts'
import { BASE_LIMITS, type BaseLimits } from './core/base-size.ts'
import { checkObservations } from './core/observations.ts'

/** Every method that reads a slice of observations, by the name it is asked for with. */
const METHODS = {
  ...{ ...PATH_MODELS, ...ATTRIBUTES, ...SERVICE, ...BENCHMARK, ...ANSWERS, ...LOYALTY },
  ...{ ...CHURN, ...VALUE, ...MULTIVARIATE, ...WORDS, ...QUALITY },
}

type Methods = typeof METHODS
type OptionsOf<Row> = Row extends AnalysisMethod<infer Options> ? Options : never

export type MethodName = keyof Methods
export const METHOD_NAMES = Object.keys(METHODS) as readonly MethodName[]

/** `{ method, ...its options }`. Plain data: a request can come from a file or over the wire. */
export type MethodRequest = {
  [Name in MethodName]: { readonly method: Name } & OptionsOf<Methods[Name]>
}[MethodName]

/**
 * Every requested method on one slice, each result in the record of HANDBOOK 0.12. Awkward data is a record with a status
 * and a reason; a request that could not work on any data throws. What identifies the input (its hash, the filter, the
 * form) is not known here: it belongs to the receipt that api puts around a result.
 */
export function analyse(
  slice: AnalysisSlice,
  requests: readonly MethodRequest[],
  { limits = BASE_LIMITS }: { readonly limits?: BaseLimits } = {},
): MethodResult[] {
  checkObservations(slice.observations)
  if (slice.beside !== undefined) checkObservations(slice.beside.observations)
  return requests.map(({ method: name, ...given }) => {
    const method = rowOf(name)
    const options = { ...method.defaults, ...withoutGaps(given) }
    checkOptions(name, method, options)
    if (method.besideItems !== undefined && slice.beside === undefined) {
      throw new RangeError(`analyse: "${name}" compares two slices, and there is no second one`)
    }
    const outcome = method.run(slice, options as never, { limits })
    const items = method.items(options as never, slice)
    const besideItems = method.besideItems?.(options as never)
    return recordOf({ name, method, options, outcome, items, besideItems }, slice, limits)
  })
}

/** The columns that a request reads from the second slice; undefined: it reads one slice only. */
export function besideItemsOf({ method: name, ...options }: MethodRequest): readonly string[] | undefined {
  return rowOf(name).besideItems?.(options as never)
}

/** The options that a method may be given, those it needs among them. Throws when there is no such method. */
export function optionNames(name: string): readonly string[] {
  const { needs, takes = [], defaults = {} } = rowOf(name)
  return [...needs, ...takes, ...Object.keys(defaults)]
}

function rowOf(name: string): AnalysisMethod<never> {
  if (!Object.hasOwn(METHODS, name)) throw new RangeError(`analyse: there is no method "${name}"`)
  return METHODS[name as MethodName] as AnalysisMethod<never>
}

function checkOptions(name: string, { needs }: AnalysisMethod<never>, options: object): void {
  const lacking = needs.find((need) => !Object.hasOwn(options, need))
  if (lacking !== undefined) throw new RangeError(`analyse: "${name}" needs "${lacking}"`)
  const known = optionNames(name)
  const strange = Object.keys(options).find((option) => !known.includes(option))
  if (strange !== undefined) throw new RangeError(`analyse: "${name}" has no option "${strange}"`)
}

const withoutGaps = (options: object): object =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
