import { differenceOf } from '../../stats/core/difference.ts'
import type { Estimated } from '../../stats/core/estimated.ts'
import { type Moments, mergeMoments, momentsOf } from '../../stats/core/moments.ts'
import type { Observations } from '../../stats/core/observations.ts'
import { assessPls } from '../../stats/pls/assess-pls.ts'
import { estimatePls } from '../../stats/pls/estimate-pls.ts'
import { type PathAnalysis, pathAnalysis } from '../../stats/pls/path-analysis.ts'
import type { PathModel } from '../../stats/pls/path-model.ts'
import { acsi, drawContented } from './ceiling-population.ts'
import type { CoverageCase, Held } from './coverage-case.ts'
import { drawRespondents, ecsi } from './ecsi-population.ts'

/** What the estimator gives on a population, by kind and name. */
export type Truth = Readonly<Record<string, number>>

const POPULATIONS = {
  'ECSI, mixed answers': { model: ecsi, draw: drawRespondents },
  'ACSI, many tens': { model: acsi, draw: drawContented },
} as const
type Population = keyof typeof POPULATIONS

const ROWS_OF_POPULATION = 1_000_000
const CHUNK = 100_000
const RESAMPLES = 400

/** Truths of both populations and of the same a point lower. Takes seconds, so it is found once and handed around. */
export function pathTruths(
  seed: number,
): Readonly<Record<Population, Readonly<Record<'own' | 'lower', Truth>>>> {
  const names = Object.keys(POPULATIONS) as Population[]
  return Object.fromEntries(
    names.map((name) => [
      name,
      { own: truthOf(name, seed, (part) => part), lower: truthOf(name, seed, lowered) },
    ]),
  ) as ReturnType<typeof pathTruths>
}

export function pathCases(truths: ReturnType<typeof pathTruths>): CoverageCase[] {
  return (Object.keys(POPULATIONS) as Population[]).flatMap((population) => {
    const { model, draw } = POPULATIONS[population]
    const { own, lower } = truths[population]
    const analysed = (how: string, options: Parameters<typeof pathAnalysis>[2]): CoverageCase => ({
      population,
      sets: 2000,
      draw: (rows, at) => heldBy(pathAnalysis(model, draw(rows, at), options), how, own),
    })
    return [
      analysed('influence', {}),
      analysed(`${RESAMPLES} resamples`, { resamples: RESAMPLES }),
      {
        population,
        sets: 2000,
        draw: (rows, { seed, draw: set }) => {
          const first = pathAnalysis(model, draw(rows, { seed, draw: 100_000 + set }))
          const second = pathAnalysis(model, lowered(draw(rows, { seed, draw: 200_000 + set })))
          return first.ok && second.ok ? heldByDifference(first.value, second.value, { own, lower }) : []
        },
      },
    ]
  })
}

function heldBy(analysed: ReturnType<typeof pathAnalysis>, how: string, truth: Truth): Held[] {
  if (!analysed.ok) return []
  return Object.entries(numbersOf(analysed.value)).flatMap(([kind, numbers]) =>
    Object.entries(numbers).map(([name, { interval }]) => ({
      kind: `${kind}, ${how}`,
      name,
      truth: truth[`${kind} ${name}`]!,
      interval,
    })),
  )
}

/** Every number with a margin by kind and name; a total effect that is only a path counts as the path. */
function numbersOf({ index, paths, totalEffects, loadings, rSquared }: PathAnalysis) {
  const through = totalEffects.filter(({ indirect }) => Math.abs(indirect) > 1e-12)
  const named = <Thing extends { from: string; to: string }>(
    things: readonly Thing[],
    read: (thing: Thing) => Estimated,
  ) => Object.fromEntries(things.map((thing) => [`${thing.from} -> ${thing.to}`, read(thing)]))
  return {
    index,
    path: named(paths, ({ coefficient }) => coefficient),
    'path in points': named(paths, ({ impact }) => impact!),
    'total effect': named(through, ({ effect }) => effect),
    'total effect in points': named(through, ({ impact }) => impact!),
    loading: Object.fromEntries(
      Object.values(loadings)
        .filter((block) => Object.keys(block).length > 1)
        .flatMap((block) => Object.entries(block)),
    ),
    'R²': rSquared,
  }
}

/** Two brands, the second with every answer one point lower where the scale allows. */
function heldByDifference(
  first: PathAnalysis,
  second: PathAnalysis,
  { own, lower }: Readonly<Record<'own' | 'lower', Truth>>,
): Held[] {
  return Object.keys(first.index).map((name) => {
    const tested = differenceOf(scoreOf(first, name), scoreOf(second, name))
    return {
      kind: 'difference of two indices',
      name,
      truth: own[`index ${name}`]! - lower[`index ${name}`]!,
      interval: tested.ok ? tested.value.interval : undefined,
    }
  })
}

const scoreOf = ({ index, sampleSize }: PathAnalysis, name: string) => ({
  value: index[name]!.value,
  standardError: index[name]!.standardError!,
  sampleSize,
})

const lowered = (observations: Observations): Observations => ({
  ...observations,
  values: observations.values.map((value) => Math.max(1, value - 1)),
})

/** Draws from 1,000,000 on belong to the population, lower ones to the samples. */
function truthOf(population: Population, seed: number, change: (part: Observations) => Observations): Truth {
  const { model, draw } = POPULATIONS[population]
  let moments: Moments | undefined
  for (let chunk = 0; chunk < ROWS_OF_POPULATION / CHUNK; chunk++) {
    const part = momentsOf(change(draw(CHUNK, { seed, draw: 1_000_000 + chunk })))
    moments = moments === undefined ? part : mergeMoments(moments, part)
  }
  return estimatorOn(model, moments!)
}

function estimatorOn(model: PathModel, moments: Moments): Truth {
  const estimate = estimatePls(model, moments)
  const assessment = assessPls(model, moments)
  if (!estimate.ok || !assessment.ok) throw new Error('coverage: the population has no solution')
  const { loadings, rSquared } = estimate.value
  const { index, paths, totalEffects } = assessment.value
  return Object.fromEntries([
    ...Object.entries(index).map(([name, { value }]) => [`index ${name}`, value] as const),
    ...paths.flatMap(({ from, to, coefficient, impact }) => [
      [`path ${from} -> ${to}`, coefficient] as const,
      [`path in points ${from} -> ${to}`, impact!] as const,
    ]),
    ...totalEffects.flatMap(({ from, to, effect, impact }) => [
      [`total effect ${from} -> ${to}`, effect] as const,
      [`total effect in points ${from} -> ${to}`, impact!] as const,
    ]),
    ...Object.values(loadings).flatMap((block) =>
      Object.entries(block).map(([item, value]) => [`loading ${item}`, value] as const),
    ),
    ...Object.entries(rSquared).map(([name, value]) => [`R² ${name}`, value] as const),
  ])
}
