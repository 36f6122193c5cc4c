import { seeded, streamOf, uniform } from '../core/random.ts'

/** Numbers uniform in (0, 1), the same for the same response and purpose; `id`: a UUID of version 7. */
export type Drawn = (id: string, count: number) => readonly number[]

/** What a code book names its draws by; another generator would be another name. */
export const DRAWS = 'sfc32'

/** Draws of one purpose, seeded by the random end of the response's id, 48 bits. */
export function seededDraws(purpose: string): Drawn {
  const stream = streamOf(purpose)
  return (id, count) => {
    const random = seeded(Number.parseInt(id.slice(-12), 16), { stream })
    return Array.from({ length: count }, () => uniform(random))
  }
}
