/** Numbers are shown of so many respondents at least, and so many must be left between any two numbers shown. */
export const SMALLEST_GROUP = 5

/** Respondents of one cell who gave the same answers to the attributes of a filter, in its order; null: none given. */
export interface AttributeCount {
  readonly values: readonly (string | null)[]
  readonly count: number
}

/** Another group of the same cell that may be shown, not of the filter's only attribute: how many it has, and how many of them the filter chose too. */
export interface OtherGroup {
  readonly count: number
  readonly shared: number
}

export interface Filtered {
  /** Of all respondents of the cell, chosen or not. */
  readonly counts: readonly AttributeCount[]
  /** The values chosen, by attribute. */
  readonly chosen: readonly (readonly string[])[]
  readonly others?: readonly OtherGroup[]
}

/**
 * Whether the numbers of those a filter chooses would tell, alone or against other numbers of the same cell, the
 * answers of fewer than `least` respondents. Hundepool et al. (2012), Statistical Disclosure Control, ch. 4.
 */
export function singlesOut({ counts, chosen, others = [] }: Filtered, least = SMALLEST_GROUP): boolean {
  if (!Number.isInteger(least) || least < 1) throw new RangeError('singlesOut: least must be a whole number')
  for (const { values, count } of counts) {
    if (values.length !== chosen.length || !Number.isInteger(count) || count < 0)
      throw new RangeError(
        'singlesOut: a count needs a value per attribute and a whole number of respondents',
      )
  }
  // Values nobody has whom the filter chooses change nothing, so the filter without them must hold too.
  const met = chosen.map((values, at) => valuesMet(counts, { chosen, values, at }))
  return [chosen, met].some((chosen) => tells({ counts, chosen, others }, least))
}

function tells({ counts, chosen, others }: Required<Filtered>, least: number): boolean {
  const isSmall = (size: number) => size > 0 && size < least
  const groups = counts.map((group) => ({ ...group, failed: failedBy(group, chosen) }))
  const size = sumOf(groups.filter(({ failed }) => failed.length === 0))
  if (size === 0) return false
  return (
    isSmall(size) ||
    leftOut(groups).some(isSmall) ||
    chosen.some((values, at) => splitsSmall(groups, { at, values, least })) ||
    others.some(({ count, shared }) => isSmall(size + count - 2 * shared))
  )
}

interface Group extends AttributeCount {
  /** Places of the attributes for which the filter does not choose this group. */
  readonly failed: readonly number[]
}

const failedBy = ({ values }: AttributeCount, chosen: Filtered['chosen']): readonly number[] =>
  chosen.flatMap((wanted, at) => {
    const value = values[at] ?? null
    return value !== null && wanted.includes(value) ? [] : [at]
  })

/** Of the values chosen for one attribute, those that somebody has whom the whole filter chooses. */
function valuesMet(
  counts: readonly AttributeCount[],
  {
    chosen,
    values,
    at,
  }: Pick<Filtered, 'chosen'> & { readonly values: readonly string[]; readonly at: number },
): string[] {
  const those = counts.filter((group) => group.count > 0 && failedBy(group, chosen).length === 0)
  return values.filter((value) => those.some((group) => group.values[at] === value))
}

const sumOf = (groups: readonly { readonly count: number }[]) =>
  groups.reduce((sum, { count }) => sum + count, 0)

/**
 * How many would come in when some of the attributes were dropped from the filter. It is enough to drop those that
 * keep somebody out: dropping more lets in no fewer.
 */
function leftOut(groups: readonly Group[]): number[] {
  const sizes = new Map<string, { failed: readonly number[]; count: number }>()
  for (const { failed, count } of groups) {
    if (failed.length === 0 || count === 0) continue
    const known = sizes.get(failed.join())
    sizes.set(failed.join(), { failed, count: (known?.count ?? 0) + count })
  }
  const kinds = [...sizes.values()]
  return kinds.map(({ failed: dropped }) =>
    sumOf(kinds.filter(({ failed }) => failed.every((at) => dropped.includes(at)))),
  )
}

/**
 * Values of one attribute that too few have belong together, with the next larger ones until enough do: a filter that
 * takes only some of them would tell the others by subtraction. Who gave no value is no group that can be chosen.
 */
function splitsSmall(
  groups: readonly Group[],
  { at, values, least }: { readonly at: number; readonly values: readonly string[]; readonly least: number },
): boolean {
  const sizes = new Map<string, number>()
  for (const group of groups.filter(({ failed }) => failed.every((place) => place === at))) {
    const value = group.values[at] ?? null
    if (value !== null && group.count > 0) sizes.set(value, (sizes.get(value) ?? 0) + group.count)
  }
  const together: string[] = []
  let size = 0
  for (const [value, count] of [...sizes].sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1))) {
    if (count >= least && (size === 0 || size >= least)) break
    together.push(value)
    size += count
  }
  const taken = together.filter((value) => values.includes(value)).length
  return taken > 0 && taken < together.length
}
