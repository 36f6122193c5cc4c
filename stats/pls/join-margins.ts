import type { Estimated, Margin } from '../core/estimated.ts'
import { studentInterval } from '../core/interval.ts'
import type { PlsAssessment } from './assess-pls.ts'
import type { PlsEstimate } from './estimate-pls.ts'
import type { ByItem, Discriminant, Labelled } from './labels.ts'
import type { PathAnalysis } from './path-analysis.ts'

type Joined = Pick<
  PathAnalysis,
  'weights' | 'loadings' | 'paths' | 'rSquared' | 'reliability' | 'totalEffects' | 'index'
>

/** Every estimate with its margin: else the quick standard errors. */
export function joinMargins(
  estimate: PlsEstimate,
  assessment: PlsAssessment,
  margins: Labelled<Margin> | undefined,
  { level, effectiveSize }: { readonly level: number; readonly effectiveSize: number },
): Joined {
  return {
    weights: joinItems(estimate.weights, margins?.weights),
    loadings: joinItems(estimate.loadings, margins?.loadings),
    paths: assessment.paths.map(({ from, to, coefficient, standardError, impact }, e) => ({
      from,
      to,
      coefficient: join(coefficient, margins?.paths[e]?.coefficient ?? quick(standardError)),
      ...(impact === undefined ? {} : { impact: join(impact, margins?.paths[e]?.impact) }),
    })),
    rSquared: mapRecord(estimate.rSquared, (value, name) => join(value, margins?.rSquared[name])),
    reliability: mapRecord(assessment.reliability, ({ alpha, rhoA, rhoC, ave }, name) => {
      const margin = margins?.reliability[name]
      return {
        alpha: join(alpha, margin?.alpha),
        ...(rhoA === undefined ? {} : { rhoA: join(rhoA, margin?.rhoA) }),
        rhoC: join(rhoC, margin?.rhoC),
        ave: join(ave, margin?.ave),
      }
    }),
    totalEffects: assessment.totalEffects.map(({ effect, impact, ...rest }, e) => ({
      ...rest,
      effect: join(effect, margins?.totalEffects[e]?.effect),
      ...(impact === undefined ? {} : { impact: join(impact, margins?.totalEffects[e]?.impact) }),
    })),
    index: mapRecord(assessment.index, ({ value, deviation, standardError }, name) => ({
      ...join(
        value,
        margins?.index[name] ?? {
          standardError,
          interval: studentInterval(value, standardError, { level, df: Math.max(1, effectiveSize - 1) }),
        },
      ),
      deviation,
    })),
  }
}

export const joinDiscriminant = (
  values: readonly Discriminant<number>[],
  margins: readonly Discriminant<Margin>[] | undefined,
): Discriminant<Estimated>[] =>
  values.map(({ constructs, htmt, htmt2 }, e) => ({
    constructs,
    ...(htmt === undefined ? {} : { htmt: join(htmt, margins?.[e]?.htmt) }),
    ...(htmt2 === undefined ? {} : { htmt2: join(htmt2, margins?.[e]?.htmt2) }),
  }))

const join = (value: number, margin: Margin | undefined): Estimated =>
  margin === undefined ? { value } : { value, ...margin }

const quick = (standardError: number | undefined): Margin | undefined =>
  standardError === undefined ? undefined : { standardError }

const joinItems = (values: ByItem<number>, margins: ByItem<Margin> | undefined): ByItem<Estimated> =>
  mapRecord(values, (block, name) => mapRecord(block, (value, item) => join(value, margins?.[name]?.[item])))

const mapRecord = <From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From, key: string) => To,
): Readonly<Record<string, To>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))
