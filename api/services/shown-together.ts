import { baseSize, SMALLEST_GROUP } from '../../stats/index.ts'

/**
 * Of groups whose numbers may be shown alone and together, the keys of those that must stay out of the whole: with each
 * of the others shown alone, those too small for that could be told by subtraction, unless enough are left together.
 */
export function tellableGroups(sizes: ReadonlyMap<string, number>): ReadonlySet<string> {
  const small = [...sizes].filter(([, size]) => size > 0 && baseSize(size) === 'suppressed')
  const together = small.reduce((sum, [, size]) => sum + size, 0)
  return new Set(together < SMALLEST_GROUP ? small.map(([key]) => key) : [])
}
