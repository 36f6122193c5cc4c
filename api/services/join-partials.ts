import type { AlikeInCell, ObservationRow, PartialRow, Segments } from '../db/observations.ts'
import { isSinglingOut } from './withheld-cells.ts'

export interface PartialsToJoin {
  /** Of the whole program: who is outside the slice can be told by subtraction, too. */
  readonly partials: readonly PartialRow[]
  /** Whole answers by what they are alike in; needed where there are segments. */
  readonly wholes: readonly AlikeInCell[]
  readonly segments: Segments
  /** By which results can be narrowed. */
  readonly attributes: readonly string[]
  /** Where each model item stands among the scores of each form. */
  readonly orders: ReadonlyMap<string, readonly number[]>
}

export interface JoinedPartials {
  readonly rows: readonly ObservationRow[]
  /** Cells of the slice in which there are partial answers that are not among them. */
  readonly heldBack: number
}

/**
 * The partial answers of a slice that may be added to the whole ones. Everybody can read the numbers with them and
 * without, and the difference is what those added answered: in each cell they must be enough to be a group of their
 * own, by the same rule as a segment. Those with every item, with most and with half of them are groups apart, because
 * what is missing decides which of them a method reads; and of each, enough must have answered an item, or nobody.
 */
export function joinPartials({
  partials,
  wholes,
  segments,
  attributes,
  orders,
}: PartialsToJoin): JoinedPartials {
  const wholesByCell = Map.groupBy(wholes, cellOf)
  const rows: ObservationRow[] = []
  const short = new Set<string>()
  const known = partials.map((row) => ({ row, answered: answeredItems(row, orders) }))
  const groups = Map.groupBy(known, ({ row, answered }) => `${cellOf(row)}/${completeness(answered)}`)
  for (const group of groups.values()) {
    const chosen = group.filter(({ row }) => isChosen(row.attributes, segments)).map(({ row }) => row)
    const [first] = chosen
    if (first === undefined) continue
    const cell = cellOf(first)
    const tells = (who: typeof group, beside: readonly Alike[] = []) =>
      isSinglingOut([...beside, ...who.map(alone)], attributes, segments)
    const isTelling =
      tells(group, wholesByCell.get(cell)) ||
      itemsOf(group).some((item) => tells(group.filter(({ answered }) => answered[item] === true)))
    if (isTelling) short.add(cell)
    else rows.push(...chosen)
  }
  return { rows, heldBack: short.size }
}

/** Places of the items. */
const itemsOf = ([first]: readonly { readonly answered: readonly boolean[] }[]) =>
  (first?.answered ?? []).map((_, item) => item)

type Alike = Pick<AlikeInCell, 'attributes' | 'count'>

const alone = ({ row: { attributes } }: { readonly row: PartialRow }): Alike => ({ attributes, count: 1 })

const cellOf = ({ waveId, brandId }: { readonly waveId: string; readonly brandId: string }) =>
  `${waveId}/${brandId}`

const isChosen = (attributes: PartialRow['attributes'], segments: Segments) =>
  Object.entries(segments).every(([attribute, values]) =>
    values.some((value) => value === attributes[attribute]),
  )

/** Of the model's items, in its order. */
const answeredItems = (
  { formId, scores }: PartialRow,
  orders: PartialsToJoin['orders'],
): readonly boolean[] => (orders.get(formId) ?? []).map((place) => (scores[place] ?? null) !== null)

/** Above it the default treatment of missing answers leaves a respondent out of a path model; handbook 0.4. */
const MOST_MISSING = 0.15

function completeness(answered: readonly boolean[]): 'every' | 'most' | 'half' {
  const missing = answered.filter((is) => !is).length
  if (missing === 0) return 'every'
  return missing <= Math.floor(MOST_MISSING * answered.length) ? 'most' : 'half'
}
