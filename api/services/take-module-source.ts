import type { ModuleSlice } from '../contract/module-analysis.ts'
import type { Db } from '../db/database.ts'
import { findProgram } from '../db/programs.ts'
import { listWaves } from '../db/waves.ts'
import { ApiError, notFound } from '../errors.ts'
import { listSegments } from './list-segments.ts'
import type { ModuleSource } from './load-module-slice.ts'
import { checkSegments } from './load-slice.ts'

/** The program and waves of a slice. Throws an ApiError that says what of it there is not, and what to do. */
export async function takeModuleSource(db: Db, slice: ModuleSlice): Promise<ModuleSource> {
  const program = await findProgram(db, slice.programId)
  if (program === undefined) throw notFound('program')
  if (program.status !== 'published') {
    throw new ApiError(409, 'not-published', 'program: publish it first; there is nothing to analyse yet')
  }
  const segments = await listSegments(db, program)
  checkSegments(segments, slice, 'slice.')
  const all = await listWaves(db, program.id)
  const { waveId, brandId } = slice
  if (waveId !== null && !all.some(({ id }) => id === waveId)) {
    const message = `slice.waveId: "${program.name}" has no wave ${waveId}; leave waveId out for all of its waves`
    throw new ApiError(422, 'unknown-wave', message)
  }
  if (brandId !== null && !program.brands.some(({ id }) => id === brandId)) {
    const message = `slice.brandId: "${program.name}" has no brand ${brandId}; leave brandId out for all of its brands`
    throw new ApiError(422, 'unknown-brand', message)
  }
  return { program, segments, waves: all.filter(({ id }) => waveId === null || id === waveId) }
}
