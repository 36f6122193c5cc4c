import type { CodeBook } from '../../stats/coding/code-book.ts'
import { type Drawn, seededDraws } from '../../stats/coding/seeded-draws.ts'
import { sha256Bytes } from '../canonical-json.ts'

/** Draws as the code book says; books frozen before there was a choice say nothing. */
export const drawnBy = ({ draws }: CodeBook, purpose: string): Drawn =>
  draws === undefined ? hashedDraws(purpose) : seededDraws(purpose)

const BYTES = 6
const DRAWS_PER_HASH = 5

const hashedDraws =
  (purpose: string): Drawn =>
  (id, count) => {
    const draws: number[] = []
    for (let i = 0; draws.length < count; i++) {
      const bytes = sha256Bytes(`${id}/${purpose}/${i}`)
      for (let n = 0; n < DRAWS_PER_HASH && draws.length < count; n++) {
        draws.push(bytes.readUIntBE(n * BYTES, BYTES) / 2 ** (8 * BYTES))
      }
    }
    return draws
  }
