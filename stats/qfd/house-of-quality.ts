import { type Notice, notice } from '../core/notice.ts'
import { FROM_ZERO, isFromZero, isUsable } from '../core/usable-number.ts'

/** A row of the house: what customers want. The planning columns are optional. */
export interface Requirement {
  readonly name: string
  readonly importance: number
  readonly own?: number
  readonly goal?: number
  readonly salesPoint?: number
}

/** A column: what can be measured and set. */
export interface Characteristic {
  readonly name: string
  readonly direction?: 'up' | 'down' | 'target'
  readonly current?: number
  readonly target?: number
}

export const ROOF_SIGNS = ['++', '+', '-', '--'] as const
export type RoofSign = (typeof ROOF_SIGNS)[number]

export interface House {
  readonly requirements: readonly Requirement[]
  readonly characteristics: readonly Characteristic[]
  /** relations[i][j] of requirement i and characteristic j: 9, 3, 1 or 0 unless another scale is used. */
  readonly relations: readonly (readonly number[])[]
  readonly roof?: readonly { readonly first: string; readonly second: string; readonly sign: RoofSign }[]
}

/** `stated` importance, or the raw weight: importance x goal / own x sales point. */
export const IMPORTANCE_KINDS = ['stated', 'raw-weight'] as const
export type ImportanceKind = (typeof IMPORTANCE_KINDS)[number]

/** Relations as given, or each row divided by its sum (Lyman), or mixed through the roof first (Wasserman). */
export const NORMALISATIONS = ['none', 'lyman', 'wasserman'] as const
export type Normalisation = (typeof NORMALISATIONS)[number]

export interface HouseOptions {
  readonly importance?: ImportanceKind
  readonly normalisation?: Normalisation
}

export interface PlannedRequirement extends Requirement {
  /** goal / own */
  readonly improvementRatio?: number
  readonly rawWeight?: number
  readonly normalisedRawWeight?: number
}

export interface RankedCharacteristic extends Characteristic {
  /** Sum over requirements of importance x relation. */
  readonly absolute: number
  /** Of the sum over characteristics, 0 to 1. */
  readonly relative: number
  /** 1 is most important; ties share the better rank. */
  readonly rank: number
}

export const HOUSE_WARNINGS = [
  'unserved-requirement',
  'superfluous-characteristic',
  'conflict-on-top',
  'target-against-direction',
  'no-relations',
  'too-large',
] as const

export interface HouseOfQuality {
  readonly requirements: readonly PlannedRequirement[]
  /** In the order given. */
  readonly characteristics: readonly RankedCharacteristic[]
  readonly warnings: readonly Notice<(typeof HOUSE_WARNINGS)[number]>[]
}

const ROOF_STRENGTH: Readonly<Record<RoofSign, number>> = { '++': 0.9, '+': 0.3, '-': -0.3, '--': -0.9 }

/**
 * Technical importance of the characteristics, with the planning columns and the checks of the house.
 * Throws when sizes do not fit, a number is not usable or below 0, a name appears twice, or raw weights are asked for
 * without own rating and goal. Akao (1990), Hauser & Clausing (1988), Lyman (1990), Wasserman (1993); handbook 10.3.
 */
export function houseOfQuality(
  house: House,
  { importance = 'stated', normalisation = 'none' }: HouseOptions = {},
): HouseOfQuality {
  checkHouse(house)
  const requirements = planned(house.requirements)
  const weights = requirements.map(({ name, importance: stated, normalisedRawWeight }) => {
    if (importance === 'stated') return stated
    if (normalisedRawWeight !== undefined) return normalisedRawWeight
    throw new RangeError(`houseOfQuality: requirement "${name}" has no own rating and goal for a raw weight`)
  })
  const relations = normalised(house, normalisation)
  const absolute = technicalImportance(weights, relations, house.characteristics.length)
  const total = absolute.reduce((sum, value) => sum + value, 0)
  const ranks = ranksOf(absolute)
  const characteristics = house.characteristics.map((characteristic, j) => ({
    ...characteristic,
    absolute: absolute[j]!,
    relative: total > 0 ? absolute[j]! / total : 0,
    rank: ranks[j]!,
  }))
  return { requirements, characteristics, warnings: warningsOf(house, characteristics, total) }
}

/** Sum over rows of weight x relation, one number per column. */
export const technicalImportance = (
  weights: readonly number[],
  relations: readonly (readonly number[])[],
  columns: number,
): number[] =>
  Array.from({ length: columns }, (_, j) => relations.reduce((sum, row, i) => sum + weights[i]! * row[j]!, 0))

/** 1 is the largest; equal values share the better rank, also when they differ in the last digits only. */
export const ranksOf = (values: readonly number[]): number[] =>
  values.map((value) => 1 + values.filter((other) => other > value + 1e-12 * Math.abs(value)).length)

function checkHouse({ requirements, characteristics, relations, roof = [] }: House): void {
  const names = [...requirements, ...characteristics].map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new RangeError(`houseOfQuality: "${twice}" appears twice`)
  if (requirements.length === 0 || characteristics.length === 0) {
    throw new RangeError('houseOfQuality: a house needs requirements and characteristics')
  }
  if (
    relations.length !== requirements.length ||
    relations.some((row) => row.length !== characteristics.length)
  ) {
    throw new RangeError(
      'houseOfQuality: relations need one row per requirement, one column per characteristic',
    )
  }
  const bad = requirements.find(
    ({ importance, own = 1, goal = 1, salesPoint = 1 }) =>
      !(
        importance >= 0 &&
        own > 0 &&
        goal >= 0 &&
        salesPoint > 0 &&
        [importance, own, goal, salesPoint].every(isUsable)
      ),
  )
  if (bad !== undefined)
    throw new RangeError(`houseOfQuality: requirement "${bad.name}" has a number out of range`)
  const row = relations.findIndex((cells) => !cells.every((cell) => isFromZero(cell)))
  if (row >= 0)
    throw new RangeError(`houseOfQuality: a relation of "${requirements[row]!.name}" is not ${FROM_ZERO}`)
  const known = new Set(characteristics.map(({ name }) => name))
  const stray = roof.flatMap(({ first, second }) => [first, second]).find((name) => !known.has(name))
  if (stray !== undefined) throw new RangeError(`houseOfQuality: the roof names unknown "${stray}"`)
}

function planned(requirements: readonly Requirement[]): PlannedRequirement[] {
  const rows = requirements.map((requirement) => {
    const { importance, own, goal, salesPoint = 1 } = requirement
    if (own === undefined || goal === undefined) return requirement
    return { ...requirement, improvementRatio: goal / own, rawWeight: importance * (goal / own) * salesPoint }
  })
  const total = rows.reduce((sum, row) => sum + ('rawWeight' in row ? row.rawWeight : Number.NaN), 0)
  if (!(total > 0)) return rows
  return rows.map((row) =>
    'rawWeight' in row ? { ...row, normalisedRawWeight: row.rawWeight / total } : row,
  )
}

function normalised({ relations, characteristics, roof = [] }: House, kind: Normalisation) {
  if (kind === 'none') return relations
  const mixed = kind === 'lyman' ? relations : throughRoof(relations, characteristics, roof)
  return mixed.map((row) => {
    const sum = row.reduce((total, cell) => total + cell, 0)
    return row.map((cell) => (sum > 0 ? cell / sum : 0))
  })
}

/** Negative mixtures count as none: a requirement cannot be served less than not at all. */
function throughRoof(
  relations: House['relations'],
  characteristics: House['characteristics'],
  roof: NonNullable<House['roof']>,
): number[][] {
  const strength = (a: string, b: string) => {
    if (a === b) return 1
    const pair = roof.find(
      ({ first, second }) => (first === a && second === b) || (first === b && second === a),
    )
    return pair === undefined ? 0 : ROOF_STRENGTH[pair.sign]
  }
  return relations.map((row) =>
    characteristics.map(({ name }) =>
      Math.max(
        0,
        row.reduce((sum, cell, k) => sum + cell * strength(characteristics[k]!.name, name), 0),
      ),
    ),
  )
}

function warningsOf(
  { requirements, relations, roof = [] }: House,
  characteristics: readonly RankedCharacteristic[],
  total: number,
): HouseOfQuality['warnings'] {
  const warnings: HouseOfQuality['warnings'][number][] = []
  const strongest = Math.max(...relations.flat())
  if (!(total > 0)) warnings.push(notice('no-relations'))
  requirements.forEach(({ name }, i) => {
    if (strongest === 0 || !relations[i]!.includes(strongest))
      warnings.push(notice('unserved-requirement', name))
  })
  characteristics.forEach(({ name }, j) => {
    if (relations.every((row) => row[j] === 0)) warnings.push(notice('superfluous-characteristic', name))
  })
  const top = new Set(characteristics.filter(({ rank }) => rank <= 3).map(({ name }) => name))
  for (const { first, second, sign } of roof) {
    if (sign.startsWith('-') && top.has(first) && top.has(second)) {
      warnings.push(notice('conflict-on-top', `${first}|${second}`))
    }
  }
  for (const { name, direction, current, target } of characteristics) {
    if (current === undefined || target === undefined) continue
    if ((direction === 'up' && target < current) || (direction === 'down' && target > current)) {
      warnings.push(notice('target-against-direction', name))
    }
  }
  if (requirements.length > 20 || characteristics.length > 20) warnings.push(notice('too-large'))
  return warnings
}
