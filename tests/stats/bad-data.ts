import fc from 'fast-check'
import { LARGEST_NUMBER } from '../../stats/core/usable-number.ts'
import type { Observations, PathModelSource } from '../../stats/index.ts'

/** One handful of bad data; every entry of the table takes what it can use. */
export interface BadData {
  /** Three lists of numbers, of one length in most cases. */
  readonly first: readonly number[]
  readonly second: readonly number[]
  readonly weights: readonly number[]
  readonly words: readonly string[]
  readonly flags: readonly boolean[]
  /** Single numbers. */
  readonly x: number
  readonly y: number
  readonly z: number
  readonly whole: number
  readonly table: readonly (readonly number[])[]
  /** Items a, b, c, d (sometimes one of them twice). */
  readonly observations: Observations
  /** Over the items a, b, c, d: in order, cyclic, disconnected, with an unknown item, without constructs. */
  readonly model: PathModelSource
}

const KINDS: readonly fc.Arbitrary<number>[] = [
  fc.integer({ min: 1, max: 7 }),
  fc.integer({ min: 0, max: 1 }),
  fc.constant(3),
  fc.constant(0),
  fc.constant(Number.NaN),
  fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 7 }) }, fc.constant(Number.NaN)),
  fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 7 }) }, fc.constant(Number.POSITIVE_INFINITY)),
  fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constant(-0)),
  fc.integer({ min: 0, max: 1000 }).map((x) => x / 1000),
  fc.constantFrom(1e-9, 1e-6, 1, 1e6),
  fc.constantFrom(1e12, -1e12, 1, Number.NEGATIVE_INFINITY),
  fc.constantFrom(LARGEST_NUMBER, -LARGEST_NUMBER, LARGEST_NUMBER / 3, 1),
  fc.constantFrom(1e308, -1e308, 1e154, 1, 3),
  fc.constantFrom(5e-324, -5e-324, 1e-300, 1e-160, 0, -0),
  fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 1, max: 7 }) }, fc.constantFrom(5e-324, 1e-300, 1e-60)),
  fc
    .tuple(fc.constantFrom(-1, 1, 1), fc.integer({ min: 1, max: 9 }), fc.integer({ min: -324, max: 307 }))
    .map(([sign, digit, power]) => sign * Number(`${digit}e${power}`)),
  fc
    .tuple(fc.constantFrom(-1, 1, 1), fc.integer({ min: 1, max: 9 }), fc.integer({ min: -60, max: 49 }))
    .map(([sign, digit, power]) => sign * Number(`${digit}e${power}`)),
]

/** Tame lists are likelier: bad numbers are mostly refused at the door, and what is behind it wants visiting too. */
const kind = fc.oneof(
  { weight: 3, arbitrary: fc.constant(KINDS[0]!) },
  { weight: 1, arbitrary: fc.constantFrom(...KINDS) },
)
const list = (length: number) =>
  kind.chain((of) =>
    fc.oneof(
      { weight: 9, arbitrary: fc.array(of, { minLength: length, maxLength: length }) },
      { weight: 1, arbitrary: fc.array(of, { maxLength: 5 }) },
    ),
  )
const single = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 1000 }).map((x) => x / 1000) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 3, arbitrary: fc.constantFrom(...KINDS).chain((of) => of) },
)

const MODELS: readonly PathModelSource['paths'][] = [
  [['A', 'B']],
  [
    ['A', 'B'],
    ['B', 'A'],
  ],
  [],
  [['A', 'A']],
  [['A', 'Z']],
]
const model = fc
  .record({
    paths: fc.oneof({ weight: 3, arbitrary: fc.constant(MODELS[0]!) }, fc.constantFrom(...MODELS)),
    items: fc.oneof(
      {
        weight: 3,
        arbitrary: fc.constant([
          ['a', 'b'],
          ['c', 'd'],
        ]),
      },
      fc.constantFrom(
        [['a'], ['d']],
        [['a', 'a'], ['b']],
        [['a', 'q'], ['b']],
        [[], ['b']],
        [['a', 'b', 'c'], ['d']],
      ),
    ),
    mode: fc.constantFrom('A', 'B', 'unit' as const),
    kind: fc.constantFrom('composite', 'factor' as const),
    scale: fc.oneof(
      { weight: 4, arbitrary: fc.constant({ min: 1, max: 7 }) },
      fc.constantFrom({ min: 7, max: 1 }, { min: 1, max: 1 }, { min: Number.NaN, max: 7 }),
    ),
  })
  .map(
    ({ paths, items, mode, kind, scale }): PathModelSource => ({
      constructs: ['A', 'B'].map((name, j) => ({ name, mode, kind, items: items[j] ?? [] })),
      paths,
      scale,
    }),
  )

/** Up to 14 rows of 4 items: column by column another kind of bad, weights of every kind. */
const observations = fc.integer({ min: 0, max: 14 }).chain((rows) =>
  fc
    .record({
      columns: fc.tuple(...['a', 'b', 'c', 'd'].map(() => kind.chain((of) => exactly(of, rows)))),
      twice: fc.integer({ min: 0, max: 15 }),
      weights: fc.option(
        kind.chain((of) => exactly(of, rows)),
        { nil: undefined },
      ),
    })
    .map(({ columns, twice, weights }): Observations => {
      const values = Float64Array.from({ length: rows * 4 }, (_, at) => columns[at % 4]![Math.floor(at / 4)]!)
      const items = twice === 0 ? ['a', 'b', 'c', 'c'] : ['a', 'b', 'c', 'd']
      return { items, rows, values, ...(weights !== undefined && { weights: Float64Array.from(weights) }) }
    }),
)
const exactly = (of: fc.Arbitrary<number>, length: number) =>
  fc.array(of, { minLength: length, maxLength: length })

export const badData: fc.Arbitrary<BadData> = fc.integer({ min: 0, max: 12 }).chain((length) =>
  fc.record({
    first: list(length),
    second: list(length),
    weights: list(length),
    words: fc.array(fc.constantFrom('p', 'q', ''), { minLength: length, maxLength: length }),
    flags: fc.array(fc.boolean(), { minLength: length, maxLength: length }),
    x: single,
    y: single,
    z: single,
    whole: fc.integer({ min: -1, max: 6 }),
    table: fc
      .integer({ min: 0, max: 4 })
      .chain((rows) => fc.array(list(Math.min(4, length)), { minLength: rows, maxLength: rows })),
    observations,
    model,
  }),
)

/** Where a result holds NaN or an infinite number: `value.paths[2].coefficient`; nothing when it holds none. */
export function placeOfNoNumber(result: unknown, at = 'value'): string | undefined {
  if (typeof result === 'number') return Number.isFinite(result) ? undefined : `${at} = ${result}`
  if (result === null || typeof result !== 'object') return undefined
  const parts = ArrayBuffer.isView(result) ? Array.from(result as Float64Array) : result
  for (const [name, part] of Object.entries(parts)) {
    const found = placeOfNoNumber(part, `${at}.${name}`)
    if (found !== undefined) return found
  }
  return undefined
}
