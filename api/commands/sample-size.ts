import { z } from 'zod'
import {
  ALLOCATIONS,
  type AllocatedStratum,
  allocateSample,
  type FieldConditions,
  type SampleSize,
  sizeForMean,
  sizeForNetPromoter,
  sizeForProportion,
  sizePerGroupForMeans,
  sizePerGroupForProportions,
} from '../../stats/index.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Level, Name } from './spec-parts.ts'
import { fixed, percent, table } from './table.ts'

const Positive = z.number().positive()
const Share = z.number().gt(0).lt(1)
const Power = Share.exactOptional()

const Goal = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('share'), margin: Share, share: Share.exactOptional() }),
  z.strictObject({ of: z.literal('mean'), margin: Positive, deviation: Positive }),
  z.strictObject({
    of: z.literal('nps'),
    margin: Positive,
    promoters: z.number().min(0).max(1),
    detractors: z.number().min(0).max(1),
  }),
  z.strictObject({
    of: z.literal('difference-of-means'),
    difference: Positive,
    deviation: Positive,
    power: Power,
  }),
  z.strictObject({ of: z.literal('difference-of-shares'), first: Share, second: Share, power: Power }),
])
type Goal = z.infer<typeof Goal>

const SampleSizeSpec = z.strictObject({
  goal: Goal,
  population: z.int().positive().exactOptional(),
  designEffect: Positive.exactOptional(),
  responseRate: z.number().gt(0).max(1).exactOptional(),
  level: Level.exactOptional(),
  strata: z
    .array(
      z.strictObject({
        name: Name,
        share: Positive,
        deviation: z.number().min(0).exactOptional(),
        cost: Positive.exactOptional(),
      }),
    )
    .min(1)
    .exactOptional(),
  rule: z.enum(ALLOCATIONS).exactOptional(),
  minimum: z.int().min(0).exactOptional(),
})

const HELP = `manyi sample-size --spec spec.json

How many completed interviews and invitations a wave needs, and how to share them out among strata. Needs no data.

Spec: {"goal":{"of":"share","margin":0.05,"share":0.5}}   margins and shares from 0 to 1
      goals: {"of":"mean","margin":0.2,"deviation":2}, {"of":"nps","margin":5,"promoters":0.5,"detractors":0.2},
             {"of":"difference-of-means","difference":0.3,"deviation":2,"power":0.8},
             {"of":"difference-of-shares","first":0.6,"second":0.7}   sizes per group
      "population":2000, "designEffect":1.3, "responseRate":0.25, "level":0.95
      "strata":[{"name":"north","share":0.6,"deviation":2,"cost":10}], "rule":"proportional", "neyman" or "cost-optimal",
      "minimum":30 interviews per stratum

Example: npm run --silent manyi -- sample-size --spec tests/fixtures/examples/sample-size.json
`

export const sampleSizeCommand = methodCommand({
  name: 'sample-size',
  version: 1,
  help: HELP,
  spec: SampleSizeSpec,
  data: 'none',
  run({ goal, strata, rule = 'proportional', minimum = 0, ...conditions }): Report {
    const size = sizeOf(goal, conditions)
    if (strata === undefined) return { result: { size }, text: sizeText(goal, size) }
    const allocation = allocateSample(strata, size.completes, { rule, minimum })
    return {
      result: { size, allocation },
      text: [sizeText(goal, size), allocationText(allocation, rule)].join('\n'),
    }
  },
})

function sizeOf(goal: Goal, conditions: FieldConditions): SampleSize {
  switch (goal.of) {
    case 'share':
      return sizeForProportion(goal, conditions)
    case 'mean':
      return sizeForMean(goal, conditions)
    case 'nps':
      return sizeForNetPromoter(goal, conditions)
    case 'difference-of-means':
      return sizePerGroupForMeans(goal, conditions)
    case 'difference-of-shares':
      return sizePerGroupForProportions(goal, conditions)
  }
}

const sizeText = (goal: Goal, { infinite, corrected, completes, invitations }: SampleSize): string =>
  table(
    [goal.of.startsWith('difference') ? `${goal.of}, per group` : goal.of, 'people'],
    [
      ['population without end', fixed(infinite, 1)],
      ['after finite population', fixed(corrected, 1)],
      ['completes, after design effect', `${completes}`],
      ['invitations, after response rate', `${invitations}`],
    ],
  )

const allocationText = (strata: readonly AllocatedStratum[], rule: string): string =>
  table(
    [`stratum, ${rule}`, 'of sample', 'exact', 'interviews'],
    strata.map(({ name, shareOfSample, exact, size }) => [
      name,
      percent(shareOfSample),
      fixed(exact, 1),
      `${size}`,
    ]),
  )
