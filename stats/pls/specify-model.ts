import { isUsable, USABLE } from '../core/usable-number.ts'
import {
  type Construct,
  type ConstructSource,
  KINDS,
  MODES,
  type Path,
  type PathModel,
  type PathModelSource,
  type Scale,
} from './path-model.ts'

/**
 * A checked path model. Every later step trusts it.
 * Throws, naming the offender: no construct, a name or item used twice, an empty block, an unknown mode, kind, anchor or
 * construct, a path from a construct to itself or drawn twice, a construct without a path, a cycle, an item without scale.
 */
export function specifyModel(source: PathModelSource): PathModel {
  const constructs = source.constructs.map(checkConstruct)
  if (constructs.length < 2) throw new RangeError('specifyModel: a path model needs at least two constructs')
  refuseTwice(
    constructs.map(({ name }) => name),
    'construct',
  )
  const items = constructs.flatMap((construct) => construct.items)
  refuseTwice(items, 'item')
  const paths = source.paths.map((pair) => checkPath(pair, constructs))
  refuseTwice(
    paths.map(({ from, to }) => `${from} -> ${to}`),
    'path',
  )
  for (const { name } of constructs) {
    if (!paths.some(({ from, to }) => from === name || to === name)) {
      throw new RangeError(`specifyModel: construct "${name}" is not joined to the others by any path`)
    }
  }
  const scales = items.map((item) => scaleOf(item, source.scale))
  return { constructs, paths, items, scales, causalOrder: orderCauses(constructs, paths) }
}

function checkConstruct({ name, mode = 'A', kind = 'composite', items, anchor }: ConstructSource): Construct {
  if (name === '') throw new RangeError('specifyModel: a construct has no name')
  if (!MODES.includes(mode)) {
    throw new RangeError(
      `specifyModel: construct "${name}" has unknown mode "${mode}", expected A, B or unit`,
    )
  }
  if (!KINDS.includes(kind)) {
    throw new RangeError(
      `specifyModel: construct "${name}" has unknown kind "${kind}", expected composite or factor`,
    )
  }
  if (kind === 'factor' && mode !== 'A') {
    throw new RangeError(`specifyModel: construct "${name}" is a common factor, which needs mode A`)
  }
  if (items.length === 0) throw new RangeError(`specifyModel: construct "${name}" has no items`)
  const checked = { name, mode, ...(kind === 'factor' ? { kind } : {}), items: [...items] }
  if (anchor === undefined) return checked
  if (!items.includes(anchor)) {
    throw new RangeError(`specifyModel: anchor "${anchor}" is not an item of construct "${name}"`)
  }
  return { ...checked, anchor }
}

function checkPath([from, to]: readonly [string, string], constructs: readonly Construct[]): Path {
  for (const name of [from, to]) {
    if (!constructs.some((construct) => construct.name === name)) {
      throw new RangeError(`specifyModel: path ${from} -> ${to} names unknown construct "${name}"`)
    }
  }
  if (from === to) throw new RangeError(`specifyModel: construct "${from}" has a path to itself`)
  return { from, to }
}

function refuseTwice(names: readonly string[], kind: string): void {
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new RangeError(`specifyModel: ${kind} "${twice}" is named twice`)
}

function scaleOf(item: string, scale: PathModelSource['scale']): Scale {
  const found = isCommon(scale) ? scale : Object.hasOwn(scale, item) ? scale[item] : undefined
  if (found === undefined) throw new RangeError(`specifyModel: item "${item}" has no scale`)
  if (!(isUsable(found.min) && isUsable(found.max) && found.max > found.min)) {
    throw new RangeError(`specifyModel: the scale of item "${item}" must have max above min, each ${USABLE}`)
  }
  return { min: found.min, max: found.max }
}

const isCommon = (scale: PathModelSource['scale']): scale is Scale =>
  typeof scale['min'] === 'number' && typeof scale['max'] === 'number'

/** Causes before effects, otherwise as written (Kahn 1962). Throws when arrows lead back to where they came from. */
function orderCauses(constructs: readonly Construct[], paths: readonly Path[]): string[] {
  const order: string[] = []
  let waiting = constructs.map(({ name }) => name)
  while (waiting.length > 0) {
    const ready = waiting.filter((name) =>
      paths.every(({ from, to }) => to !== name || !waiting.includes(from)),
    )
    if (ready.length === 0) {
      throw new RangeError(
        `specifyModel: the paths form a cycle among "${cycleAmong(waiting, paths).join('", "')}"`,
      )
    }
    order.push(...ready)
    waiting = waiting.filter((name) => !ready.includes(name))
  }
  return order
}

/** Walks backwards along arrows until a construct comes again. */
function cycleAmong(waiting: readonly string[], paths: readonly Path[]): string[] {
  const walked: string[] = []
  let at = waiting[0]!
  while (!walked.includes(at)) {
    walked.push(at)
    at = paths.find(({ from, to }) => to === at && waiting.includes(from))!.from
  }
  return walked.slice(walked.indexOf(at)).reverse()
}
