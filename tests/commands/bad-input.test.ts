import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Called, call, callWith, csvOf, filesOf, fileWith, NAMES, ROOT, secondFile } from './call.ts'

const METHODS = NAMES.filter((name) => name !== 'pls')
const WITH_DATA = METHODS.filter((name) => name !== 'sample-size')
const NEED_DATA = WITH_DATA.filter((name) => name !== 'qfd')
/** A column of numbers that the example of the method reads. */
const NUMBERS: Record<string, string> = {
  servqual: 'rel1_perceived',
  beliefs: 'rel1_believed',
  kano: 'wifi_with',
  twofactor: 'b_wait',
  indices: 'recommend',
  drivers: 'learning',
  loyalty: 'loyalty',
  benchmark: 'sat1',
  qfd: 'keeps hot',
  cluster: 'petal_width',
  factor: 'qua2',
  mds: 'Athens',
  words: 'satisfaction',
}
/** A column of words. */
const WORDS: Record<string, string> = {
  crosstab: 'eyes',
  benchmark: 'company',
  indices: 'branch',
  mds: 'city',
}

/** Exit 2, nothing on stdout, one sentence on stderr that holds the text. */
function expectRefused({ code, out, err }: Called, name: string, holds: string): void {
  expect({ code, out, err }).toEqual({ code: 2, out: '', err: expect.stringContaining(holds) })
  expect(err).toMatch(new RegExp(`^manyi ${name}: [^\n]+\n$`))
  expect(err).not.toMatch(/NaN|undefined|\[object/)
}

/** The example's table with one column's cells changed. */
async function changed(name: string, column: string, change: (cell: string, row: number) => string) {
  const { spec, cells } = await filesOf(name)
  const at = cells![0]!.indexOf(column)
  expect(at).toBeGreaterThanOrEqual(0)
  const [header, ...rows] = cells!
  const body = rows.map((row, i) => row.map((cell, c) => (c === at ? change(cell, i) : cell)))
  return { spec, header: header!, body, table: csvOf([header!, ...body]) }
}

describe.each(METHODS)('manyi %s', (name) => {
  it('names options that are wrong', async () => {
    const spec = fileWith({})
    expectRefused(await call(name), name, 'option --spec is missing')
    expectRefused(await call(name, '--spec', spec, '--speed', '9'), name, 'unknown option "--speed"')
    expectRefused(await call(name, '--spec', spec, '--spec', spec), name, 'option --spec is given twice')
    expectRefused(await call(name, '--spec'), name, 'option --spec needs a value')
    expectRefused(await call(name, '--spec='), name, 'option --spec needs a value')
    expectRefused(await call(name, '--spec', '--json'), name, 'option --spec needs a value')
  })

  it('names a spec that cannot be read', async () => {
    const second = await secondFile(name)
    const data = name === 'sample-size' ? [] : ['--data', fileWith('a\n1\n', 'csv'), ...second]
    const withSpec = (path: string) => call(name, '--spec', path, ...data)
    expectRefused(await withSpec('no-such.json'), name, 'no-such.json: there is no such file')
    expectRefused(await withSpec(join(ROOT, 'tests')), name, 'it is a folder')
    expectRefused(await withSpec(fileWith('{"a":')), name, 'not valid JSON')
    expectRefused(await withSpec(fileWith('[]')), name, 'the spec is wrong')
    expectRefused(await withSpec(fileWith('null')), name, 'the spec is wrong')
    expectRefused(await withSpec(fileWith({})), name, 'is missing')
  })

  it('names a field that does not belong in the spec', async () => {
    const { spec, cells } = await filesOf(name)
    const table = cells && csvOf(cells)
    const more = { ...(spec as object), colour: 'blue' }
    expectRefused(await callWith(name, more, table), name, 'the spec has the unknown field "colour"')
  })
})

describe.each(WITH_DATA)('manyi %s', (name) => {
  it('names data that cannot be read', async () => {
    const { spec } = await filesOf(name)
    const second = await secondFile(name)
    const withData = (path: string) => call(name, '--spec', fileWith(spec), '--data', path, ...second)
    expectRefused(await withData('no-such.csv'), name, 'no-such.csv: there is no such file')
    expectRefused(await callWith(name, spec, ''), name, 'the file is empty')
    expectRefused(await callWith(name, spec, ' \n\n'), name, 'the file is empty')
    expectRefused(await callWith(name, spec, 'a,b\n'), name, 'has a header but no rows')
    expectRefused(await callWith(name, spec, 'a,a\n1,2\n'), name, 'names the column "a" twice')
    expectRefused(await callWith(name, spec, 'a,b\n1,2\n1,2,3\n'), name, 'line 3 has 3 cells')
    expectRefused(await callWith(name, spec, 'a,b\n1,2\n'), name, 'there is no column')
  })

  it('survives one row, two rows, all rows alike and nothing but gaps', async () => {
    const { spec, cells } = await filesOf(name)
    const [header, ...rows] = cells!
    const alike = rows.map(() => rows[0]!)
    const gaps = rows.map((row) => row.map(() => ''))
    for (const body of [rows.slice(0, 1), rows.slice(0, 2), alike, gaps]) {
      const called = await callWith(name, spec, csvOf([header!, ...body]))
      if (called.code === 0) expect(called.out).not.toMatch(/NaN|Infinity|undefined/)
      else expectRefused(called, name, '.csv: ')
    }
  })
})

describe.each(Object.entries(NUMBERS))('manyi %s, column %s', (name, column) => {
  it('names a column that is not there', async () => {
    const { spec, header, body } = await changed(name, column, (cell) => cell)
    const renamed = header.map((one) => (one === column ? 'other' : one))
    expectRefused(await callWith(name, spec, csvOf([renamed, ...body])), name, `no column "${column}"`)
  })

  it.each(['five', '1e999', '٣', '0x10', '3 4'])('names the line and column of the text %s', async (text) => {
    const { spec, table } = await changed(name, column, (cell, row) => (row === 2 ? text : cell))
    expectRefused(
      await callWith(name, spec, table),
      name,
      `line 4, column "${column}": "${text}" is not a number`,
    )
  })

  it('survives a constant column, as a reason or as a result', async () => {
    const { spec, table } = await changed(name, column, () => '3')
    const called = await callWith(name, spec, table)
    if (called.code === 0) expect(called.out).not.toMatch(/NaN|Infinity|undefined/)
    else expectRefused(called, name, '.csv: ')
  })

  it('survives a column without any answer', async () => {
    const { spec, table } = await changed(name, column, () => '')
    const called = await callWith(name, spec, table)
    if (called.code === 0) expect(called.out).not.toMatch(/NaN|Infinity|undefined/)
    else expectRefused(called, name, '.csv: ')
  })
})

describe.each(Object.entries(WORDS))('manyi %s, column %s', (name, column) => {
  it('names a column that is not there', async () => {
    const { spec, header, body } = await changed(name, column, (cell) => cell)
    const renamed = header.map((one) => (one === column ? 'other' : one))
    expectRefused(await callWith(name, spec, csvOf([renamed, ...body])), name, `no column "${column}"`)
  })
})

describe('sentences', () => {
  it.each(NEED_DATA)('%s asks for its data', async (name) => {
    const { spec } = await filesOf(name)
    expectRefused(await callWith(name, spec), name, 'option --data is missing')
  })

  it('beliefs asks for the customers’ file, and names what is wrong in it', async () => {
    const { spec, cells } = await filesOf('beliefs')
    const words = ['--spec', fileWith(spec), '--data', fileWith(csvOf(cells!), 'csv')]
    const withCustomers = (table: string) => call('beliefs', ...words, '--customers', fileWith(table, 'csv'))
    expectRefused(await call('beliefs', ...words), 'beliefs', 'option --customers is missing')
    expectRefused(
      await withCustomers('rel1_believed\n5\n'),
      'beliefs',
      'there is no column "tan1_expected" (expectation in dimension "tangibles")',
    )
    const { cells: customers } = await filesOf('servqual')
    const off = customers!.map((row, i) => row.map((cell, c) => (i === 3 && c === 0 ? '8' : cell)))
    expectRefused(
      await withCustomers(csvOf(off)),
      'beliefs',
      'line 4, column "tan1_expected": 8 is not from 1 to 7',
    )
    expectRefused(
      await withCustomers(csvOf(customers!.slice(0, 2))),
      'beliefs',
      'too few complete rows are left of "customers" for this method',
    )
  })

  it('sample-size takes no data', async () => {
    expectRefused(await callWith('sample-size', {}, 'a\n1\n'), 'sample-size', 'unknown option "--data"')
  })

  it.each([
    ['kano', 'wifi_with', '6', 'column "wifi_with": 6 is not from 1 to 5'],
    ['kano', 'wifi_with', '2.5', 'column "wifi_with": 2.5 is not a whole number'],
    ['indices', 'recommend', '11', 'column "recommend": 11 is not from 0 to 10'],
    ['indices', 'expected', '0', 'column "expected": 0 is below'],
    ['servqual', 'rel1_perceived', '8', 'column "rel1_perceived": 8 is not from 1 to 7'],
    ['loyalty', 'bought_again', '2', 'column "bought_again": 2 is not from 0 to 1'],
    ['benchmark', 'weight', '0', 'column "weight": a weight must be a number above 0'],
    ['benchmark', 'weight', '', 'column "weight": a weight must be a number above 0'],
    ['mds', 'Athens', '-4', 'column "Athens": -4 is below 0'],
  ])('%s, column %s: %s is off its scale', async (name, column, cell, holds) => {
    const { spec, table } = await changed(name, column, (before, row) => (row === 3 ? cell : before))
    expectRefused(await callWith(name, spec, table), name, `line 5, ${holds}`)
  })

  it.each([
    ['drivers', { drivers: ['rating'] }, '"rating" is its own driver'],
    ['drivers', { drivers: [] }, '"drivers" is wrong: too small'],
    ['drivers', { outcome: 7 }, '"outcome" is wrong: invalid input: expected string'],
    ['drivers', { resamples: 1e9 }, '"resamples" is wrong: too big'],
    ['twofactor', { ranges: 'six' }, '"ranges" is wrong: give "five", "seven", "ten"'],
    ['twofactor', { ranges: { low: 5, high: 2 } }, '"ranges" is wrong'],
    ['indices', { measures: [{ kind: 'gps', column: 'a' }] }, '"measures.0.kind" is wrong'],
    ['indices', { measures: [{ kind: 'nps' }] }, '"measures.0.column" is missing'],
    ['cluster', { clusters: 1 }, '"clusters" is wrong'],
    ['cluster', { items: [] }, '"items" is wrong'],
    ['factor', { factors: 12 }, 'so many factors leave no degrees of freedom'],
    ['factor', { rotation: 'left' }, '"rotation" is wrong'],
    ['mds', { dimensions: 11 }, '"dimensions" is wrong'],
    ['qfd', { relations: [[9]] }, 'relations need one row per requirement'],
    ['crosstab', { rowOrder: ['Black', 'Blond'] }, 'answer "Brown" is not in the given order'],
    ['crosstab', { rowOrder: ['Black', 'Black'] }, 'a category stands twice'],
    ['sample-size', { goal: { of: 'share', margin: 0 } }, '"goal.margin" is wrong'],
    [
      'sample-size',
      { goal: { of: 'nps', margin: 5, promoters: 0.8, detractors: 0.8 } },
      'not two shares of one',
    ],
    ['words', { minimumAnswers: 100_000 }, 'no word is held by enough answers'],
    ['words', { language: 'tlh' }, '"language" is wrong'],
    ['loyalty', { zones: { defectionTo: 5, affectionFrom: 2 } }, '"zones" is wrong'],
  ])('%s with %j', async (name, change, holds) => {
    const { spec, cells } = await filesOf(name)
    expectRefused(
      await callWith(name, { ...(spec as object), ...change }, cells && csvOf(cells)),
      name,
      holds,
    )
  })

  it('mds wants one number per pair', async () => {
    const { spec, cells } = await filesOf('mds')
    const gap = cells!.map((row, i) => row.map((cell, c) => (i === 5 && c === 2 ? '' : cell)))
    expectRefused(
      await callWith('mds', spec, csvOf(gap)),
      'mds',
      'the distance of "Cherbourg" and "Barcelona" is missing',
    )
    const twice = cells!.map((row, i) => row.map((cell, c) => (i === 1 && c === 2 ? '7' : cell)))
    expectRefused(await callWith('mds', spec, csvOf(twice)), 'mds', 'below the diagonal and 7 above it')
  })
})
