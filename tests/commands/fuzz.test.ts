import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callWith, csvOf, filesOf, NAMES } from './call.ts'

const METHODS = NAMES.filter((name) => name !== 'pls')

const Cell = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 10 }).map(String) },
  fc.constantFrom(
    '',
    'NA',
    '-1',
    '0.5',
    '1e308',
    '-1e308',
    '1e-300',
    'yes',
    '"',
    '"a,b"',
    ' 3 ',
    '满意',
    '=1+1',
  ),
)

/** Another value anywhere in a spec: what people and programs get wrong. */
const Wrong = fc.constantFrom<unknown>(null, 0, -1, 1.5, 1e15, '', 'x', [], {}, true, ['x'], {
  min: 1,
  max: 1,
})

type Json = unknown

/** Every place of a JSON value. */
function places(value: Json, here: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [here]
  return [
    here,
    ...Object.entries(value).flatMap(([key, inner]) =>
      places(inner, [...here, Array.isArray(value) ? Number(key) : key]),
    ),
  ]
}

function replaced(value: Json, [key, ...rest]: readonly (string | number)[], by: unknown): Json {
  if (key === undefined) return by
  if (Array.isArray(value)) return value.map((inner, i) => (i === key ? replaced(inner, rest, by) : inner))
  return Object.fromEntries(
    Object.entries(value as object).map(([name, inner]) => [
      name,
      name === key ? replaced(inner, rest, by) : inner,
    ]),
  )
}

/** Fewer resamples: the fuzz is about what is refused, not about margins. */
const quick = (spec: Json): Json =>
  typeof spec === 'object' && spec !== null && 'resamples' in spec ? { ...spec, resamples: 20 } : spec

async function expectSane(name: string, spec: Json, table: string | undefined): Promise<void> {
  for (const more of [[], ['--json']]) {
    const { code, out, err } = await callWith(name, spec, table, ...more)
    expect([0, 2]).toContain(code)
    expect(out + err).not.toMatch(/NaN|Infinity|undefined|\[object/)
    if (code === 0) expect(err).toBe('')
    else {
      expect(out).toBe('')
      expect(err).toMatch(new RegExp(`^manyi ${name}: [^\n]+\n$`))
    }
    if (code === 0 && more.length > 0) JSON.parse(out)
  }
}

describe.each(METHODS)('manyi %s, whatever it is given', (name) => {
  it('answers a broken spec with a sentence', async () => {
    const { spec, cells } = await filesOf(name)
    const table = cells && csvOf(cells.slice(0, 40))
    const small = quick(spec)
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places(small)), Wrong, async (place, by) => {
        await expectSane(name, replaced(small, place, by), table)
      }),
      { numRuns: 40, seed: 1 },
    )
  })

  it('answers odd data with numbers or a sentence', async () => {
    const { spec, cells } = await filesOf(name)
    if (cells === undefined) return
    const header = cells[0]!
    const Rows = fc.array(fc.array(Cell, { minLength: header.length, maxLength: header.length }), {
      minLength: 1,
      maxLength: 12,
    })
    await fc.assert(
      fc.asyncProperty(Rows, fc.boolean(), async (rows, clean) => {
        const body = clean
          ? rows.map((row, i) =>
              cells[1 + (i % (cells.length - 1))]!.map((cell, c) => (c % 3 === 0 ? row[c]! : cell)),
            )
          : rows
        await expectSane(name, quick(spec), csvOf([header, ...body]))
      }),
      { numRuns: 40, seed: 1 },
    )
  })

  it('answers small whole numbers with numbers or a sentence', async () => {
    const { spec, cells } = await filesOf(name)
    if (cells === undefined) return
    const header = cells[0]!
    const Row = fc.array(fc.constantFrom('1', '1', '2', '3', '5', ''), {
      minLength: header.length,
      maxLength: header.length,
    })
    await fc.assert(
      fc.asyncProperty(fc.array(Row, { minLength: 1, maxLength: 30 }), async (rows) => {
        await expectSane(name, quick(spec), csvOf([header, ...rows]))
      }),
      { numRuns: 40, seed: 1 },
    )
  })
})
