import { z } from 'zod'
import {
  type HouseOfQuality,
  type HouseRanks,
  houseOfQuality,
  houseRanks,
  IMPORTANCE_KINDS,
  NORMALISATIONS,
  ROOF_SIGNS,
} from '../../stats/index.ts'
import { observationsOf } from './data-table.ts'
import { refusal, warningLines } from './in-words.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Level, Name, Resamples, Seed } from './spec-parts.ts'
import { fixed, percent, table } from './table.ts'

const QfdSpec = z.strictObject({
  requirements: z
    .array(
      z.strictObject({
        name: Name,
        importance: z.number().min(0),
        own: z.number().positive().exactOptional(),
        goal: z.number().min(0).exactOptional(),
        salesPoint: z.number().positive().exactOptional(),
      }),
    )
    .min(1),
  characteristics: z
    .array(
      z.strictObject({
        name: Name,
        direction: z.enum(['up', 'down', 'target']).exactOptional(),
        current: z.number().exactOptional(),
        target: z.number().exactOptional(),
      }),
    )
    .min(1),
  relations: z.array(z.array(z.number().min(0))),
  roof: z.array(z.strictObject({ first: Name, second: Name, sign: z.enum(ROOF_SIGNS) })).exactOptional(),
  importance: z.enum(IMPORTANCE_KINDS).exactOptional(),
  normalisation: z.enum(NORMALISATIONS).exactOptional(),
  weights: Column.exactOptional(),
  resamples: Resamples.exactOptional(),
  seed: Seed.exactOptional(),
  level: Level.exactOptional(),
})

const HELP = `manyi qfd --spec spec.json [--data data.csv]

What to engineer first: the house of quality. With --data, importance is what respondents said and ranks have margins.

Spec: {"requirements":[{"name":"easy to use","importance":5,"own":3,"goal":4,"salesPoint":1.2}],
       "characteristics":[{"name":"steps","direction":"down","current":7,"target":4}],
       "relations":[[9]]}       a row per requirement, a column per characteristic: 9, 3, 1 or 0
      "roof":[{"first":"steps","second":"price","sign":"-"}]   signs ${ROOF_SIGNS.join(' ')}
      "importance":"stated" or "raw-weight"; "normalisation":"${NORMALISATIONS.join('", "')}"
      with data (a column named as each requirement): "resamples":1000, "seed":1, "level":0.95, "weights":"w"

Example: npm run --silent manyi -- qfd --spec tests/fixtures/examples/qfd.json --data tests/fixtures/examples/qfd.csv
`

export const qfdCommand = methodCommand({
  name: 'qfd',
  version: 1,
  help: HELP,
  spec: QfdSpec,
  data: 'welcome',
  run({ importance, normalisation, weights, resamples, seed, level, ...house }, data): Report {
    const options = {
      ...(importance !== undefined && { importance }),
      ...(normalisation !== undefined && { normalisation }),
    }
    const built = houseOfQuality(house, options)
    if (data === undefined) return { result: { house: built }, text: houseText(built) }
    const observations = observationsOf(
      data,
      house.requirements.map(({ name }) => ({ name, role: 'importance of a requirement', min: 0 })),
      weights,
    )
    const ranks = houseRanks(house, observations, {
      ...options,
      ...(resamples !== undefined && { resamples }),
      ...(seed !== undefined && { seed }),
      ...(level !== undefined && { level }),
    })
    if (!ranks.ok) throw refusal(data.file, ranks)
    const asked = houseOfQuality(
      {
        ...house,
        requirements: house.requirements.map((row, i) => ({
          ...row,
          importance: ranks.value.importance[i]!,
        })),
      },
      options,
    )
    return {
      result: { house: asked, ranks: ranks.value },
      text: [houseText(asked), ranksText(ranks.value)].join('\n'),
    }
  },
})

const houseText = ({ requirements, characteristics, warnings }: HouseOfQuality): string =>
  [
    `${requirements.length} requirements, ${characteristics.length} characteristics`,
    ...warningLines(warnings),
    '',
    table(
      ['requirement', 'importance', 'own', 'goal', 'improvement', 'sales point', 'raw weight', 'of all'],
      requirements.map((one) => [
        one.name,
        fixed(one.importance, 2),
        fixed(one.own, 2),
        fixed(one.goal, 2),
        fixed(one.improvementRatio, 2),
        fixed(one.salesPoint, 2),
        fixed(one.rawWeight, 2),
        percent(one.normalisedRawWeight),
      ]),
    ),
    table(
      ['characteristic', 'importance', 'of all', 'rank', 'direction', 'current', 'target'],
      characteristics.map((one) => [
        one.name,
        fixed(one.absolute, 2),
        percent(one.relative),
        `${one.rank}`,
        one.direction ?? '-',
        fixed(one.current, 2),
        fixed(one.target, 2),
      ]),
    ),
  ].join('\n')

const ranksText = ({ characteristics, sampleSize, resamples }: HouseRanks): string =>
  [
    `how sure? importance by n = ${sampleSize}; ${resamples.count} resamples (${resamples.failed} failed, seed ${resamples.seed})`,
    table(
      ['characteristic', 'importance', '+-', 'rank', 'can be', 'chance of first'],
      characteristics.map(({ name, absolute, rank, bestRank, worstRank, chanceOfFirst }) => [
        name,
        fixed(absolute.value, 2),
        fixed(absolute.standardError, 2),
        `${rank}`,
        `${bestRank} .. ${worstRank}`,
        percent(chanceOfFirst),
      ]),
    ),
  ].join('\n')
