import type { ModuleReceipt } from '../contract/module-analysis.ts'
import type { Wave } from '../contract/wave.ts'
import type { ObservationRow } from '../db/observations.ts'
import type { CellRow, UnreadCells } from './module-cells.ts'
import type { ModuleForms } from './module-forms.ts'

type LeftOut = ModuleReceipt['leftOut']

/** By wave what was answered to forms that ask something else; a wave without answers by the form it has. */
export function otherForms(
  waves: readonly Wave[],
  rows: readonly ObservationRow[],
  { others }: ModuleForms,
): LeftOut {
  return waves.flatMap(({ id: waveId, name, formId }) => {
    const counts = new Map(others.has(formId) ? [[others.get(formId) ?? 'not-asked', 0]] : [])
    for (const row of rows) {
      const reason = row.waveId === waveId ? others.get(row.formId) : undefined
      if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + 1)
    }
    return [...counts].map(([reason, observations]) => ({
      waveId,
      name,
      brandId: null,
      reason,
      observations,
    }))
  })
}

interface Unread {
  readonly unread: UnreadCells
  readonly keyOf: (row: CellRow) => string
  readonly byBrand: boolean
}

/** The cells of a slice that are not read, as far as anybody chosen is in them. */
export function cellsLeftOut(
  waves: readonly Wave[],
  rows: readonly ObservationRow[],
  { unread, keyOf, byBrand }: Unread,
): LeftOut {
  const left = Map.groupBy(rows, keyOf)
  return [...unread].flatMap(([key, reason]) => {
    const [first] = left.get(key) ?? []
    const wave = waves.find(({ id }) => id === first?.waveId)
    if (first === undefined || wave === undefined) return []
    const observations = left.get(key)?.length ?? 0
    return [
      { waveId: wave.id, name: wave.name, brandId: byBrand ? first.brandId : null, reason, observations },
    ]
  })
}
