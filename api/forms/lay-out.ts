import type { BookModule, CodeBook } from '../../stats/coding/code-book.ts'
import { sha256 } from '../canonical-json.ts'

/** What was drawn for one respondent. */
export interface Layout {
  /** Every field asked, in the order asked. */
  readonly order: readonly string[]
}

/**
 * The order and the blocks of one respondent, drawn from the response's id alone: whoever knows the form and the id can
 * draw them again. Null where the form draws nothing: then every field is asked in the book's order.
 */
export function layOut(book: CodeBook, id: string): Layout | null {
  const { modules = [], blocks = [], rotating = 0 } = book
  const isDrawn = modules.some(({ asked }) => asked === 'rotating')
  if (!isDrawn && blocks.length === 0) return null
  const left = new Set(isDrawn ? leftOut(modules, rotating, id) : [])
  const places = new Map<string, string[]>()
  for (const { name, groups, take } of blocks) {
    const draws = drawn(id, name, groups.length)
    const shuffled = groups
      .map((group, place) => ({ group, at: draws[place] ?? 0 }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ group }) => group)
    const [first = []] = groups
    const [anchor = ''] = first
    places.set(anchor, shuffled.slice(0, take ?? shuffled.length).flat())
    for (const group of groups) for (const code of group) if (code !== anchor) places.set(code, [])
  }
  const order = book.fields.flatMap(({ code }) => (left.has(code) ? [] : (places.get(code) ?? [code])))
  return { order }
}

/**
 * Fields of the rotating modules that this respondent is spared. Systematic sampling with probability proportional to
 * weight: each module's chance is `rotating` times its share of all weight, at most 1.
 */
function leftOut(modules: readonly BookModule[], rotating: number, id: string): readonly string[] {
  const [start = 0, ...orders] = drawn(id, 'modules', modules.length + 1)
  const open = modules
    .map((module, place) => ({ ...module, at: orders[place] ?? 0 }))
    .filter(({ asked }) => asked === 'rotating')
    .toSorted((a, b) => a.at - b.at)
  const chances = inclusionChances(
    open.map(({ weight }) => weight),
    rotating,
  )
  // How many of the points start, start + 1, … lie below; sums of chances may be off by rounding.
  const pointsBelow = (sum: number) => Math.ceil(sum - start - 1e-12)
  let sum = 0
  return open.flatMap(({ fields }, i) => {
    const before = pointsBelow(sum)
    sum += chances[i] ?? 0
    return pointsBelow(sum) > before ? [] : fields
  })
}

/** Chances in proportion to weight that add up to `count`; what would exceed 1 is given to the others. */
export function inclusionChances(weights: readonly number[], count: number): readonly number[] {
  if (count >= weights.length) return weights.map(() => 1)
  const certain = new Set<number>()
  for (;;) {
    const rest = weights.reduce((sum, weight, i) => sum + (certain.has(i) ? 0 : weight), 0)
    const share = (count - certain.size) / rest
    const over = weights.findIndex((weight, i) => !certain.has(i) && weight * share > 1)
    if (over < 0) return weights.map((weight, i) => (certain.has(i) ? 1 : weight * share))
    certain.add(over)
  }
}

/** What is kept of a layout with the answers: the places in the book of the fields asked, in the order asked. */
export function recordedOrder(book: CodeBook, { order }: Layout): string {
  const places = new Map(book.fields.map(({ code }, place) => [code, place]))
  return order.map((code) => places.get(code)).join(' ')
}

const DIGITS = 12
const DRAWS_PER_HASH = 5

/** Numbers uniform in [0, 1), the same for the same respondent and purpose. */
function drawn(id: string, purpose: string, count: number): readonly number[] {
  const hashes = Array.from({ length: Math.ceil(count / DRAWS_PER_HASH) }, (_, i) =>
    sha256(`${id}/${purpose}/${i}`),
  )
  return Array.from({ length: count }, (_, i) => {
    const from = (i % DRAWS_PER_HASH) * DIGITS
    const digits = hashes[Math.floor(i / DRAWS_PER_HASH)]?.slice(from, from + DIGITS) ?? '0'
    return Number.parseInt(digits, 16) / 2 ** (4 * DIGITS)
  })
}
