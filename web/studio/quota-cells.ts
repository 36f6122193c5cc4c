import type { NewQuota } from '../../api/contract/quota.ts'

/** A cell of the editor's table: a brand (null: all of them) and one value of the attribute it is split by (null: the whole). */
export interface Cell {
  readonly brandId: string | null
  readonly value: string | null
}

export const cellKey = ({ brandId, value }: Cell): string => `${brandId ?? '*'}/${value ?? '*'}`

/** The attribute that quotas are split by, as far as the table can show them; undefined when they are by brand alone. */
export const splitBy = (quotas: readonly NewQuota[]): string | undefined =>
  quotas.flatMap(({ attributes }) => Object.keys(attributes))[0]

/** Targets by cell. Quotas that the table cannot show (of two attributes, or of another one) are returned aside. */
export function toCells(
  quotas: readonly NewQuota[],
  by: string | undefined,
): { targets: ReadonlyMap<string, number>; others: readonly NewQuota[] } {
  const targets = new Map<string, number>()
  const others: NewQuota[] = []
  for (const quota of quotas) {
    const [first, ...more] = Object.entries(quota.attributes)
    const value = first === undefined ? null : first[0] === by ? first[1] : undefined
    if (value === undefined || more.length > 0) others.push(quota)
    else targets.set(cellKey({ brandId: quota.brandId, value }), quota.target)
  }
  return { targets, others }
}

/** What the table says, as quotas; cells left empty have none. */
export function fromCells(
  cells: readonly Cell[],
  by: string | undefined,
  targets: ReadonlyMap<string, number>,
): NewQuota[] {
  return cells.flatMap((cell) => {
    const target = targets.get(cellKey(cell))
    if (target === undefined) return []
    const attributes: Record<string, string> =
      cell.value === null || by === undefined ? {} : { [by]: cell.value }
    return [{ brandId: cell.brandId, attributes, target }]
  })
}
