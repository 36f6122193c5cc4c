import type { CodeBook } from './code-book.ts'
import type { Observation } from './observation.ts'

/** Below it an answer broken off says too little: handbook 0.4 and 12.7, P: at least 50 % of the core items. */
const LEAST_SHARE = 0.5

/**
 * Whether an answer that was broken off may enter analysis: at least half of the core items that it was, or would have
 * been, asked are answered. `core`: codes of the path model's items; of a form without one, every scored code.
 */
export function isUsablePartial(
  { scored }: Pick<CodeBook, 'scored'>,
  { states }: Pick<Observation, 'states'>,
  core: readonly string[] = scored,
): boolean {
  const wanted = new Set(core)
  const asked = states.filter((state, i) => wanted.has(scored[i] ?? '') && state !== 'not_shown')
  const answered = asked.filter((state) => state === 'answered').length
  return answered > 0 && answered >= LEAST_SHARE * asked.length
}
