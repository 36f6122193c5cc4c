import type { Block, BookModule, CodeBook } from '../../stats/coding/code-book.ts'

/** What was drawn for one respondent: every field asked, in the order asked. */
export interface Layout {
  readonly order: readonly string[]
  /** The same as places in the book. */
  readonly places: readonly number[]
}

/** Numbers uniform between 0 and 1, always the same for the same response. */
export type Drawn = (id: string, count: number) => readonly number[]

/** The layout of one response; null where the form draws nothing. */
export type Draw = (id: string) => Layout | null

/** Works out once what is the same for every respondent; `drawnFor` gives the numbers of each purpose. */
export function prepareDraw(
  { fields, modules = [], blocks = [], rotating = 0 }: CodeBook,
  drawnFor: (purpose: string) => Drawn,
): Draw {
  const isDrawn = modules.some(({ asked }) => asked === 'rotating')
  if (!isDrawn && blocks.length === 0) return () => null
  const codes = fields.map(({ code }) => code)
  const placeOf = new Map(codes.map((code, place) => [code, place]))
  const placesOf = (codes: readonly string[]) => codes.map((code) => placeOf.get(code) ?? 0)
  const drawModules = drawnFor('modules')
  // A block stands where its first field would; its other fields stand nowhere else.
  const shuffles = blocks.map((block) => prepareShuffle(block, placesOf, drawnFor(block.name)))
  const shuffleAt = new Map(
    shuffles.map((shuffle, i) => [placeOf.get(blocks[i]?.groups[0]?.[0] ?? ''), shuffle]),
  )
  const inBlocks = new Set(placesOf(blocks.flatMap(({ groups }) => groups.flat())))
  const stands = codes.flatMap((_, place) => {
    const shuffle = shuffleAt.get(place)
    return shuffle === undefined && inBlocks.has(place) ? [] : { place, shuffle }
  })

  return (id) => {
    const left = isDrawn ? new Set(placesOf(leftOut(modules, rotating, id, drawModules))) : undefined
    const places: number[] = []
    for (const { place, shuffle } of stands) {
      if (left?.has(place)) continue
      if (shuffle === undefined) places.push(place)
      else shuffle(id, places)
    }
    return { order: places.map((place) => codes[place] ?? ''), places }
  }
}

/** Adds as many of a block's groups as are taken, in the order drawn. */
function prepareShuffle(
  { groups, take }: Block,
  placesOf: (codes: readonly string[]) => readonly number[],
  drawn: Drawn,
): (id: string, places: number[]) => void {
  const groupPlaces = groups.map(placesOf)
  const taken = Math.min(take ?? groups.length, groups.length)
  return (id, places) => {
    const order = ascending(drawn(id, groups.length))
    for (let i = 0; i < taken; i++) for (const place of groupPlaces[order[i]!]!) places.push(place)
  }
}

/** Where the least draw stands, then the next. By insertion: blocks are short, and this is done for every respondent. */
function ascending(draws: readonly number[]): readonly number[] {
  const order: number[] = []
  for (let at = 0; at < draws.length; at++) {
    let to = at
    while (to > 0 && draws[order[to - 1]!]! > draws[at]!) {
      order[to] = order[to - 1]!
      to -= 1
    }
    order[to] = at
  }
  return order
}

/**
 * Fields of the rotating modules that this respondent is spared. Systematic sampling with probability proportional to
 * weight: each module's chance is `rotating` times its share of all weight, at most 1.
 */
function leftOut(
  modules: readonly BookModule[],
  rotating: number,
  id: string,
  drawn: Drawn,
): readonly string[] {
  const [start = 0, ...orders] = drawn(id, modules.length + 1)
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

/** The fields drawn for one respondent; undefined where none was left out. */
export const askedFields = ({ fields }: CodeBook, layout: Layout | null): ReadonlySet<string> | undefined =>
  layout === null || layout.order.length === fields.length ? undefined : new Set(layout.order)

/** What is kept of a layout with the answers: the places in the book of the fields asked, in the order asked. */
export const recordedOrder = ({ places }: Layout): string => places.join(' ')
