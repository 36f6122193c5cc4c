import {
  type MeanTest,
  type PathModel,
  type PlsPrediction,
  predictPls,
  type Treated,
} from '../../stats/index.ts'
import { fixed, table } from './table.ts'
import { UsageError } from './usage-error.ts'

/** Out-of-sample prediction of the endogenous items; throws a UsageError when the rows are too few for it. */
export function runPrediction(
  model: PathModel,
  treated: Treated,
  { file, ...options }: { readonly file: string } & NonNullable<Parameters<typeof predictPls>[2]>,
): PlsPrediction {
  const predicted = predictPls(model, treated, options)
  if (predicted.ok) return predicted.value
  const sentences = {
    'too-few-cases': 'prediction needs at least 10 rows, one for each fold',
    'training-failed': 'the model has no solution without one fold of the rows, so it cannot predict them',
  }
  throw new UsageError(`${file}: ${sentences[predicted.reason]}`)
}

const VERDICTS = {
  none: 'no item is predicted better than by a linear model of the items: no predictive power',
  low: 'a minority of items is predicted better than by a linear model: low predictive power',
  medium: 'most items are predicted better than by a linear model: medium predictive power',
  high: 'every item is predicted better than by a linear model: high predictive power',
} as const

export function predictionReport({
  items,
  power,
  againstAverage,
  againstLinear,
  options,
}: PlsPrediction): string {
  return [
    `prediction of left-out respondents, ${options.folds} folds x ${options.repeats}, ${options.technique} antecedents`,
    table(
      ['item', 'construct', 'Q2 predict', 'RMSE', 'linear', 'MAE', 'linear'],
      items.map(({ item, construct, qSquared, rmse, linearRmse, mae, linearMae }) => [
        item,
        construct,
        fixed(qSquared, 3),
        fixed(rmse, 3),
        fixed(linearRmse, 3),
        fixed(mae, 3),
        fixed(linearMae, 3),
      ]),
    ),
    ...(power === undefined ? [] : [VERDICTS[power]]),
    ...testLine('the item average', againstAverage),
    ...testLine('the linear model', againstLinear),
    '',
  ].join('\n')
}

const testLine = (benchmark: string, test: MeanTest | undefined): string[] =>
  test?.p === undefined
    ? []
    : [
        `CVPAT against ${benchmark}: loss ${fixed(test.value, 3)} (below 0 is better), t ${fixed(test.statistic, 2)}, p ${fixed(test.p, 3)}`,
      ]
