import { z } from 'zod'
import { type LoyaltyProfile, loyaltyProfile, type Outcome } from '../../stats/index.ts'
import { type Allowed, type DataTable, numbersOf } from './data-table.ts'
import { Column } from './spec-parts.ts'
import { fixed, percent, rangeText, table } from './table.ts'

const AGREED = [
  ...(['attached', 'prefers', 'trusts', 'advocates', 'noAlternative'] as const),
  ...(['price', 'incentive', 'convenience', 'inertia'] as const),
] as const
type Agreed = (typeof AGREED)[number]

/** Columns of the answers that tell why somebody keeps buying. */
export const TypeColumns = z.strictObject({
  ...(Object.fromEntries(AGREED.map((name) => [name, Column])) as Record<Agreed, typeof Column>),
  kin: Column,
  repeatPercent: Column,
  hindered: Column.exactOptional(),
})
type TypeColumns = z.infer<typeof TypeColumns>

const SEVEN: Allowed = { min: 1, max: 7 }

/** The loyalty types of the file's rows, and how many rows lack an answer that the rule needs. */
export type LoyaltyTypes = LoyaltyProfile & { readonly missing: number }

export function loyaltyTypes(
  data: DataTable,
  columns: TypeColumns,
  { satisfied, level }: { readonly satisfied: readonly (number | null)[]; readonly level: number },
): Outcome<LoyaltyTypes, 'no-answers'> {
  const agreed = AGREED.map((name) => numbersOf(data, columns[name], `types, ${name}`, SEVEN))
  const kin = numbersOf(data, columns.kin, 'types, kin', { min: 0, max: 1, whole: true })
  const share = numbersOf(data, columns.repeatPercent, 'types, repeatPercent', { min: 0, max: 100 })
  const held =
    columns.hindered === undefined ? [] : numbersOf(data, columns.hindered, 'types, hindered', SEVEN)
  const respondents = data.rows.flatMap((_, i) => {
    const own = agreed.flatMap((column) => column[i] ?? [])
    const [is, percentage] = [kin[i] ?? null, share[i] ?? null]
    if (is === null || percentage === null || own.length < AGREED.length) return []
    const answers = {
      ...(Object.fromEntries(AGREED.map((name, k) => [name, own[k]!])) as Record<Agreed, number>),
      ...{ kin: is === 1, repeatShare: percentage / 100 },
      ...(typeof held[i] === 'number' && { hindered: held[i] }),
    }
    const satisfaction = satisfied[i]!
    return [satisfaction === null ? { answers } : { answers, satisfaction }]
  })
  const profile = loyaltyProfile(respondents, { level })
  if (!profile.ok) return profile
  return { ok: true, value: { ...profile.value, missing: data.rows.length - respondents.length } }
}

export const typesText = ({ sampleSize, missing, types, apostles, hindered }: LoyaltyTypes): string =>
  [
    `types of loyalty: n = ${sampleSize} (${missing} without an answer the rule needs);` +
      ` ${apostles} of trust speak up, ${hindered} latent are held back`,
    table(
      ['type', 'share', 'interval', 'people', 'satisfaction', '+-'],
      types.map(({ type, count, share, satisfaction }) => [
        type,
        percent(share.value, sampleSize),
        rangeText(share.interval, 0, 100),
        `${count}`,
        fixed(satisfaction?.value, 2),
        fixed(satisfaction?.standardError, 2),
      ]),
    ),
  ].join('\n')
