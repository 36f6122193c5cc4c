import { analyseIndices } from '../../stats/index.ts'
import { AnalysisOptions } from '../contract/analysis.ts'
import type { ExclusionEffect } from '../contract/quality.ts'
import type { Wave } from '../contract/wave.ts'
import type { Db } from '../db/database.ts'
import type { Exceptions } from '../db/observations.ts'
import { ApiError } from '../errors.ts'
import { loadSlice } from './load-slice.ts'

type Measured = ExclusionEffect['brands'][number]['before']

/**
 * The index of some brands of a wave, with closed-form margins, by the model the wave was asked with, as results would show
 * it with these exceptions; nothing is changed. Undefined when its forms measure no index.
 */
export async function indexOfWave(
  db: Db,
  wave: Wave,
  brandIds: readonly string[],
  exceptions?: Exceptions,
): Promise<ReadonlyMap<string, Measured> | undefined> {
  const options = AnalysisOptions.parse({ resamples: 0 })
  const slice = { programId: wave.programId, segments: {} }
  const loaded = await loadSlice(db, slice, options, { exceptions, asIn: wave }).catch((error: unknown) => {
    if (error instanceof ApiError && error.code === 'no-index') return undefined
    throw error
  })
  if (loaded === undefined) return undefined
  const { model, target, cells } = loaded
  // All waves, as results do: their weights may be pooled.
  const { cells: analysed } = analyseIndices(model, cells, { ...options, target })
  return new Map(
    brandIds.map((brandId): [string, Measured] => {
      const cell = analysed.find((cell) => cell.waveId === wave.id && cell.brandId === brandId)
      const sampleSize = cell?.sampleSize ?? 0
      if (cell === undefined || !cell.result.ok) {
        const reason = cell?.result.ok === false ? cell.result.reason : 'too-few-answers'
        return [brandId, { sampleSize, index: null, reason }]
      }
      const index = cell.result.value.index[target]
      if (index?.interval === undefined)
        return [brandId, { sampleSize, index: null, reason: 'index-undefined' }]
      const { low, high } = index.interval
      return [brandId, { sampleSize, index: { value: index.value, low, high }, reason: null }]
    }),
  )
}
