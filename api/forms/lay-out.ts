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
  const drawn = modules.some(({ asked }) => asked === 'rotating')
  if (!drawn && blocks.length === 0) return null
  const left = new Set(drawn ? leftOut(modules, rotating, id) : [])
  const places = new Map<string, string[]>()
  for (const { name, groups, take } of blocks) {
    const shuffled = groups
      .map((group) => ({ group, at: draw(id, `${name}/${group[0]}`) }))
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
  const open = modules
    .map((module, place) => ({ ...module, place }))
    .filter(({ asked }) => asked === 'rotating')
    .toSorted((a, b) => draw(id, `order/${a.place}`) - draw(id, `order/${b.place}`))
  const chances = inclusionChances(
    open.map(({ weight }) => weight),
    rotating,
  )
  const start = draw(id, 'start')
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

/** Uniform in [0, 1), the same for the same respondent and purpose. */
function draw(id: string, purpose: string): number {
  return Number.parseInt(sha256(`${id}/${purpose}`).slice(0, 12), 16) / 2 ** 48
}
