import type { CodeBook } from '../../stats/coding/code-book.ts'
import { seeded, streamOf, uniform } from '../../stats/core/random.ts'
import { sha256Bytes } from '../canonical-json.ts'
import { type Draw, type Drawn, type Layout, prepareDraw } from '../forms/lay-out.ts'

const prepared = new WeakMap<CodeBook, Draw>()

/**
 * The order and the blocks of one respondent, drawn from the response's id alone: whoever knows the form and the id can
 * draw them again. Null where the form draws nothing: then every field is asked in the book's order.
 */
export function drawLayout(book: CodeBook, id: string): Layout | null {
  const draw = prepared.get(book) ?? prepareDraw(book, book.draws === undefined ? hashed : seededById)
  prepared.set(book, draw)
  return draw(id)
}

/** Seeded by the random end of the id, a UUID of version 7: 48 bits. */
function seededById(purpose: string): Drawn {
  const stream = streamOf(purpose)
  return (id, count) => {
    const random = seeded(Number.parseInt(id.slice(-12), 16), { stream })
    const draws: number[] = []
    while (draws.length < count) draws.push(uniform(random))
    return draws
  }
}

const BYTES = 6
const DRAWS_PER_HASH = 5

/** As forms were drawn that were frozen before there was a choice: they go on as they began. */
const hashed =
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
