import { z } from 'zod'
import {
  type CurvePoint,
  LOYALTY_CUTS,
  type LoyaltyCurve,
  type LoyaltyMatrix,
  loyaltyMatrix,
  satisfactionLoyaltyCurve,
} from '../../stats/index.ts'
import { numbersOf } from './data-table.ts'
import { refusal } from './in-words.ts'
import { loyaltyTypes, TypeColumns, typesText } from './loyalty-types.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Level } from './spec-parts.ts'
import { fixed, percent, rangeText, table } from './table.ts'

const Cuts = z.strictObject({
  satisfaction: z.number().exactOptional(),
  loyalty: z.number().exactOptional(),
  apostle: z.number().exactOptional(),
  terrorist: z.number().exactOptional(),
})

const LoyaltySpec = z.strictObject({
  satisfaction: Column,
  loyalty: Column,
  value: Column.exactOptional(),
  cuts: Cuts.exactOptional(),
  repurchase: Column.exactOptional(),
  zones: z
    .strictObject({ defectionTo: z.number(), affectionFrom: z.number() })
    .refine(({ defectionTo, affectionFrom }) => affectionFrom > defectionTo, {
      error: 'affectionFrom must exceed defectionTo',
    })
    .exactOptional(),
  types: TypeColumns.exactOptional(),
  level: Level.exactOptional(),
})

const HELP = `manyi loyalty --data data.csv --spec spec.json

Who is satisfied and loyal, who only one of them: Jones and Sasser's matrix, and the curve of repurchase.

Spec: {"satisfaction":"sat","loyalty":"loy"}
      "value":"spend"             adds the mean value of every cell
      "cuts":{"satisfaction":8,"loyalty":8,"apostle":9,"terrorist":2}   for scales of 1 to 10
      "repurchase":"bought_again" 1 yes, 0 no: adds the curve; "zones":{"defectionTo":2,"affectionFrom":5}
      "types":{"attached":"att1","prefers":"att2","trusts":"trust","advocates":"adv","noAlternative":"alt","kin":"kin",
               "price":"price","incentive":"incent","convenience":"conv","inertia":"inert","repeatPercent":"rep"}
                                  adds why they keep buying: agreement 1 to 7, kin 1 yes 0 no, percent of purchases; "hindered"
      "level":0.95

Example: npm run --silent manyi -- loyalty --data tests/fixtures/examples/loyalty.csv --spec tests/fixtures/examples/loyalty.json
`

export const loyaltyCommand = methodCommand({
  name: 'loyalty',
  version: 1,
  help: HELP,
  spec: LoyaltySpec,
  data: 'needed',
  run({ satisfaction, loyalty, value, cuts, repurchase, zones, types, level = 0.95 }, data): Report {
    const satisfied = numbersOf(data, satisfaction, 'satisfaction')
    const loyal = numbersOf(data, loyalty, 'loyalty')
    const spent = value === undefined ? undefined : numbersOf(data, value, 'value')
    const matrix = loyaltyMatrix(
      satisfied.map((score, i) => {
        const worth = spent?.[i]
        const scores = { satisfaction: score, loyalty: loyal[i]! }
        return worth === undefined || worth === null ? scores : { ...scores, value: worth }
      }),
      { cuts: { ...LOYALTY_CUTS, ...cuts }, level },
    )
    if (!matrix.ok) throw refusal(data.file, matrix)
    const bought =
      repurchase === undefined
        ? undefined
        : numbersOf(data, repurchase, 'repurchase', { min: 0, max: 1, whole: true })
    const curve =
      bought &&
      satisfactionLoyaltyCurve(curvePoints(satisfied, bought), {
        level,
        ...(zones !== undefined && { cuts: zones }),
      })
    if (curve?.ok === false) throw refusal(data.file, curve)
    const kinds = types && loyaltyTypes(data, types, { satisfied, level })
    if (kinds?.ok === false) throw refusal(data.file, kinds)
    return {
      result: {
        matrix: matrix.value,
        ...(curve && { curve: curve.value }),
        ...(kinds && { types: kinds.value }),
      },
      text: [
        matrixText(matrix.value),
        ...(curve === undefined ? [] : [curveText(curve.value)]),
        ...(kinds === undefined ? [] : [typesText(kinds.value)]),
      ].join('\n'),
    }
  },
})

/** Share of those who bought again at every satisfaction level; rows without one of the two are left out. */
function curvePoints(
  satisfied: readonly (number | null)[],
  bought: readonly (number | null)[],
): CurvePoint[] {
  const levels = new Map<number, number[]>()
  satisfied.forEach((level, i) => {
    const again = bought[i]!
    if (level !== null && again !== null) levels.set(level, [...(levels.get(level) ?? []), again])
  })
  return [...levels].map(([satisfaction, answers]) => ({
    satisfaction,
    share: answers.reduce((sum, answer) => sum + answer, 0) / answers.length,
    sampleSize: answers.length,
  }))
}

function matrixText({ sampleSize, missing, cuts, quadrants, extremes }: LoyaltyMatrix): string {
  return [
    `n = ${sampleSize} (${missing} without one of the two scores); high from satisfaction ${cuts.satisfaction},` +
      ` loyalty ${cuts.loyalty}; apostles from ${cuts.apostle}, terrorists to ${cuts.terrorist} on both`,
    '',
    table(
      ['group', 'share', 'interval', 'people', 'mean value'],
      [...quadrants, ...extremes].map(({ name, count, share, meanValue }) => [
        name,
        percent(share.value, sampleSize),
        rangeText(share.interval, 0, 100),
        `${count}`,
        fixed(meanValue, 2),
      ]),
    ),
  ].join('\n')
}

const curveText = ({ points, kinkRatio }: LoyaltyCurve): string =>
  [
    table(
      ['satisfaction', 'bought again', 'interval', 'smoothed', 'slope', 'n', 'zone'],
      points.map(({ satisfaction, share, interval, smoothed, slope, sampleSize = 0, zone }) => [
        `${satisfaction}`,
        percent(share, sampleSize),
        rangeText(interval, 0, 100),
        percent(smoothed, sampleSize),
        fixed(slope, 3),
        `${sampleSize}`,
        zone,
      ]),
    ),
    kinkRatio === undefined
      ? 'the last two slopes do not both rise: there is no kink to report\n'
      : `last slope over the one before: ${fixed(kinkRatio, 2)} (far above 1 in competitive markets)\n`,
  ].join('\n')
