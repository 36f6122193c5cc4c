import { z } from 'zod'
import { penaltyReward, RATING_RANGES, type TwoFactorAnalysis } from '../../stats/index.ts'
import { observationsOf } from './data-table.ts'
import { refusal, warningLines } from './in-words.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Level, Resamples, Seed } from './spec-parts.ts'
import { fixed, pText, rangeText, table } from './table.ts'

const Ranges = z
  .strictObject({ low: z.number(), high: z.number() })
  .refine(({ low, high }) => high > low, 'high must exceed low')

const TwoFactorSpec = z.strictObject({
  outcome: Column,
  attributes: z.array(Column).min(1),
  ranges: z.union([z.enum(['five', 'seven', 'ten']), Ranges], {
    error: 'give "five", "seven", "ten" or {"low":2,"high":5}',
  }),
  alpha: z.number().min(0.001).max(0.5).exactOptional(),
  minimumCases: z.int().min(2).exactOptional(),
  minimumShare: z.number().min(0).max(0.5).exactOptional(),
  weights: Column.exactOptional(),
  resamples: Resamples.exactOptional(),
  seed: Seed.exactOptional(),
  level: Level.exactOptional(),
})

const HELP = `manyi twofactor --data data.csv --spec spec.json

Which attributes only disappoint, which only delight: penalty-reward contrast and asymmetry of impact.

Spec: {"outcome":"overall","attributes":["speed","staff"],"ranges":"seven"}
      ranges: "five" (1-2, 5), "seven" (1-3, 6-7), "ten" (1-5, 9-10) or {"low":2,"high":5}
      "alpha":0.1, "minimumCases":20, "minimumShare":0.05, "resamples":1000, "seed":1, "level":0.95, "weights":"w"

Example: npm run --silent manyi -- twofactor --data tests/fixtures/examples/twofactor.csv --spec tests/fixtures/examples/twofactor.json
`

export const twofactorCommand = methodCommand({
  name: 'twofactor',
  version: 1,
  help: HELP,
  spec: TwoFactorSpec,
  data: 'needed',
  run({ outcome, attributes, ranges, weights, ...options }, data): Report {
    const observations = observationsOf(
      data,
      [{ name: outcome, role: 'outcome' }, ...attributes.map((name) => ({ name, role: 'attribute' }))],
      weights,
    )
    const chosen = typeof ranges === 'string' ? RATING_RANGES[ranges] : ranges
    const analysed = penaltyReward(observations, outcome, attributes, { ranges: chosen, ...options })
    if (!analysed.ok) throw refusal(data.file, analysed)
    return { result: analysed.value, text: twofactorText(analysed.value, chosen) }
  },
})

function twofactorText(
  { attributes, fit, resamples, ...result }: TwoFactorAnalysis,
  { low, high }: { readonly low: number; readonly high: number },
): string {
  return [
    `n = ${result.sampleSize} (${result.missing} left out for missing answers), outcome ${result.outcome}`,
    `ratings to ${low} are low, from ${high} high; R2 ${fixed(fit.rSquared, 3)};` +
      ` margins from ${resamples.count} resamples (${resamples.failed} failed, seed ${resamples.seed})`,
    ...warningLines(result.warnings),
    '',
    table(
      ['attribute', 'mean', 'low', 'high', 'penalty', '+-', 'p', 'reward', '+-', 'p', 'three-factor class'],
      attributes.map(({ name, performance, low, high, penalty, reward, threeFactorClass }) => [
        name,
        fixed(performance, 2),
        `${low}`,
        `${high}`,
        fixed(penalty.value, 3),
        fixed(penalty.standardError, 3),
        pText(penalty.p),
        fixed(reward.value, 3),
        fixed(reward.standardError, 3),
        pText(reward.p),
        threeFactorClass,
      ]),
    ),
    table(
      ['attribute', 'impact range', 'interval', 'asymmetry', 'interval', 'symmetric, p', 'impact class'],
      attributes.map(({ name, impactRange, asymmetry, symmetry, impactClass }) => [
        name,
        fixed(impactRange.value, 3),
        rangeText(impactRange.interval, 3),
        fixed(asymmetry?.value, 2),
        rangeText(asymmetry?.interval, 2),
        pText(symmetry?.p),
        impactClass ?? '-',
      ]),
    ),
  ].join('\n')
}
