import { canonicalJson, sha256 } from '../canonical-json.ts'
import type { AskedModule, ModuleSlice } from '../contract/module-analysis.ts'
import { segmentSets } from './list-segments.ts'

/** Which question an analysis of a module answers, whatever options it is answered with. */
export function moduleQuestion(
  { programId, segments, waveId, brandId, partials }: ModuleSlice,
  { instrument, feed }: AskedModule,
): string {
  const slice = { programId, waveId, brandId, partials, segments: segmentSets(segments) }
  return sha256(canonicalJson({ method: 'module', module: { instrument, feed }, slice }))
}
