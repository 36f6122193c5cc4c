import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { stopWordsOf, wordSegmenter } from '../../api/commands/segment-words.ts'
import {
  factorAnalysis,
  houseRanks,
  kano,
  loyaltyMatrix,
  netPromoter,
  scoredWords,
  toObservations,
} from '../../stats/index.ts'
import { expectClose } from '../stats/close.ts'
import { foundValue } from '../stats/found-value.ts'
import { readOracle } from '../stats/oracle.ts'
import { call, exampleOf, filesOf, NAMES, ROOT } from './call.ts'

/** The example of the help, run as people run it. */
async function run(words: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  return promisify(execFile)(process.execPath, ['api/cli.ts', ...words], { cwd: ROOT, maxBuffer: 1e8 })
}

/** The example's data: numbers of the named columns, null for no answer. */
async function columns(name: string, ...wanted: string[]): Promise<(number | null)[][]> {
  const [header, ...rows] = (await filesOf(name)).cells!
  return rows.map((row) =>
    wanted.map((column) => {
      const cell = row[header!.indexOf(column)]!
      return cell === '' ? null : Number(cell)
    }),
  )
}

/** A result as read back from JSON: looked into by the paths that the checks below know. */
type Found = Record<string, ReturnType<typeof JSON.parse>>

/** Per command: are the numbers of the example those of the oracle its data come from, or of stats called by hand? */
const CHECKS: Record<string, (result: Found) => Promise<void> | void> = {
  pls: (result) => {
    const { blocks, unweighted } = readOracle<{
      blocks: Record<string, string[]>
      unweighted: { path: { paths: Record<string, number>; index_0_100: Record<string, number> } }
    }>('acsi-synthetic-150')
    const blockOf = (construct: string) => {
      const item = Object.keys(result['weights'][construct])[0]!
      return Object.keys(blocks).find((block) => blocks[block]!.includes(item))!
    }
    for (const { from, to, coefficient } of result['paths'])
      expectClose(coefficient, unweighted.path.paths[`${blockOf(from)}->${blockOf(to)}`]!, 1e-7)
    for (const construct of Object.keys(result['index'])) {
      expectClose(result['index'][construct].value, unweighted.path.index_0_100[blockOf(construct)]!, 1e-7)
    }
  },
  servqual: (result) => {
    type Test = { mean: number; se: number; p: number }
    const { expected } = readOracle<{
      expected: { unweighted: Test; weighted: Test; dimension_gaps: Record<string, Test> }
    }>('servqual')
    expectClose(result['unweighted'].value, expected.unweighted.mean, 1e-9)
    expectClose(result['weighted'].value, expected.weighted.mean, 1e-9)
    for (const { name, value, standardError } of result['dimensions']) {
      expectClose(value, expected.dimension_gaps[name]!.mean, 1e-9)
      expectClose(standardError, expected.dimension_gaps[name]!.se, 1e-9)
    }
  },
  beliefs: async (result) => {
    // Welch by hand from the two files, without stats: mean of the five statements per respondent, then over them.
    const names = ['rel1', 'rel2', 'rel3', 'rel4', 'rel5']
    const meansOf = async (name: string, half: string) =>
      (await columns(name, ...names.map((one) => `${one}_${half}`))).flatMap((row) => {
        const given = row.filter((cell) => cell !== null)
        return given.length < 3 ? [] : [given.reduce((sum, cell) => sum + cell, 0) / given.length]
      })
    const side = (values: readonly number[]) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
      return { mean, variance: squares / (values.length - 1) / values.length, size: values.length }
    }
    const expected = side(await meansOf('servqual', 'expected'))
    const believed = side(await meansOf('beliefs', 'believed'))
    const variance = expected.variance + believed.variance
    const gap = result['dimensions'].find(({ name }: { name: string }) => name === 'reliability').result.value
    expectClose(gap.difference, expected.mean - believed.mean, 1e-12)
    expectClose(gap.standardError, Math.sqrt(variance), 1e-12)
    expectClose(
      gap.df,
      variance ** 2 /
        (expected.variance ** 2 / (expected.size - 1) + believed.variance ** 2 / (believed.size - 1)),
      1e-12,
    )
    expect([gap.customers.sampleSize, gap.managers.sampleSize]).toEqual([expected.size, believed.size])
  },
  kano: async (result) => {
    const attributes = [
      { name: 'wifi', functional: 'wifi_with', dysfunctional: 'wifi_without' },
      { name: 'short wait', functional: 'wait_with', dysfunctional: 'wait_without' },
    ]
    const items = attributes.flatMap(({ functional, dysfunctional }) => [functional, dysfunctional])
    const expected = kano(toObservations(items, await columns('kano', ...items)), attributes)
    expect(result['attributes'].slice(0, 2)).toEqual(expected)
    expect(result['segments'].map(({ name }: { name: string }) => name)).toEqual([
      'wifi',
      'short wait',
      'gift',
    ])
  },
  twofactor: (result) => {
    const { expected } = readOracle<{
      expected: {
        r2: number
        attributes: Record<string, { penalty: number; reward: number; reward_se: number; IA: number }>
      }
    }>('prca')
    expectClose(result['fit'].rSquared, expected.r2, 1e-8)
    expect(result['attributes']).toHaveLength(4)
    for (const { name, penalty, reward, asymmetry } of result['attributes']) {
      const attribute = expected.attributes[name]!
      expectClose(penalty.value, attribute.penalty, 1e-8)
      expectClose(reward.value, attribute.reward, 1e-8)
      expectClose(reward.standardError, attribute.reward_se, 1e-8)
      expectClose(asymmetry.value, attribute.IA, 1e-8)
    }
  },
  indices: async (result) => {
    const answers = await columns('indices', 'recommend')
    const [header, ...rows] = (await filesOf('indices')).cells!
    const branch = header!.indexOf('branch')
    const counts = Array.from(
      { length: 11 },
      (_, answer) => answers.filter(([value], i) => rows[i]![branch] === 'north' && value === answer).length,
    )
    const expected = foundValue(netPromoter(counts))
    const north = result['measures'][1].groups[0]
    expect(north.name).toBe('north')
    expect(north.result.value.detail).toEqual(expected)
    expect(north.result.value.interval).toEqual(expected.interval)
    expect(north.result.value.missing).toBe(80 - expected.sampleSize)
  },
  drivers: (result) => {
    const { attitude } = readOracle<{
      attitude: { expected: { R2: number; lmg_shapley: Record<string, number> } }
    }>('drivers')
    expectClose(result['fit'].rSquared, attitude.expected.R2, 1e-8)
    for (const { name, lmg } of result['drivers'])
      expectClose(lmg.value, attitude.expected.lmg_shapley[name]!, 1e-8)
    expect(result['grid'].attributes).toHaveLength(6)
  },
  loyalty: async (result) => {
    const answers = await columns('loyalty', 'satisfaction', 'loyalty', 'spend')
    const expected = foundValue(
      loyaltyMatrix(
        answers.map(([satisfaction, loyalty, value]) => ({
          satisfaction: satisfaction!,
          loyalty: loyalty!,
          value: value!,
        })),
      ),
    )
    expect(result['matrix']).toEqual(expected)
    expect(result['curve'].points.at(-1).zone).toBe('affection')
  },
  benchmark: (result) => {
    const { data, weight, company, items } = readOracle<{
      data: number[][]
      weight: number[]
      company: string[]
      items: string[]
    }>('acsi-synthetic-150')
    const score = data.map((row) => (100 * (row[items.indexOf('sat1')]! - 1)) / 9)
    for (const { name, value } of result['scores']) {
      const rows = company.flatMap((one, i) => (one === name ? [i] : []))
      const total = rows.reduce((sum, i) => sum + weight[i]!, 0)
      expectClose(value, rows.reduce((sum, i) => sum + weight[i]! * score[i]!, 0) / total, 1e-10)
    }
    expect(result['ranks'].map(({ name }: { name: string }) => name)).toEqual(['B', 'A', 'C'])
  },
  'sample-size': (result) => {
    const { sample_size } = readOracle<{ sample_size: Record<string, number> }>('sampling-benchmark')
    expectClose(result['size'].infinite, sample_size['prop_95_5pct']!, 1e-9)
    expectClose(result['size'].corrected, sample_size['prop_95_5pct_N2000']!, 1e-9)
    expect(result['size']).toMatchObject({ completes: 420, invitations: 1680 })
  },
  qfd: async (result) => {
    const oracle = readOracle<{
      customer_requirements: string[]
      technical: string[]
      relationship_9_3_1: number[][]
    }>('qfd')
    const { customer_requirements: names, technical, relationship_9_3_1: relations } = oracle
    const expected = foundValue(
      houseRanks(
        {
          requirements: names.map((name) => ({ name, importance: 1 })),
          characteristics: technical.map((name) => ({ name })),
          relations,
        },
        toObservations(names, await columns('qfd', ...names)),
        { resamples: 500, seed: 1 },
      ),
    )
    expect(result['ranks']).toEqual(expected)
  },
  crosstab: (result) => {
    const { chi2_haireye } = readOracle<{ chi2_haireye: { expected: { chi2: number; cramers_v: number } } }>(
      'multivariate',
    )
    expectClose(result['chiSquare'], chi2_haireye.expected.chi2, 1e-9)
    expectClose(result['cramersV'], chi2_haireye.expected.cramers_v, 1e-9)
  },
  cluster: (result) => {
    const { kmeans_iris } = readOracle<{
      kmeans_iris: {
        expected: { tot_withinss: number; sizes: number[]; centers_sorted_by_petal_length: number[][] }
      }
    }>('multivariate')
    const { tot_withinss, sizes, centers_sorted_by_petal_length: centres } = kmeans_iris.expected
    expectClose(result['within'], tot_withinss, 1e-9)
    expect(result['clusters'].map(({ size }: { size: number }) => size)).toEqual(sizes)
    centres.forEach((centre, k) => {
      centre.forEach((value, h) => {
        expectClose(result['clusters'][k].centre[h], value, 1e-9)
      })
    })
  },
  factor: async (result) => {
    const { items } = (await filesOf('factor')).spec as { items: string[] }
    const expected = foundValue(
      factorAnalysis(toObservations(items, await columns('factor', ...items)), {
        factors: 3,
        rotation: 'promax',
        seed: 1,
      }),
    )
    expect(result).toMatchObject(JSON.parse(JSON.stringify(expected)))
  },
  words: async (result) => {
    const { cells, spec } = await filesOf('words')
    const segment = wordSegmenter('zh-Hans', (spec as { phrases: string[] }).phrases)
    const texts = cells!.slice(1).map(([text, score]) => ({ words: segment(text!), score: Number(score) }))
    const expected = foundValue(scoredWords(texts, { stopWords: stopWordsOf('zh-Hans') }))
    expect(result['scored']).toEqual(expected)
    expect(result['scored'].words[0].difference).toBeLessThan(-2)
    expect(result['sampleSize'] + result['missing']).toBe(120)
    expect(result['topics'].topics).toHaveLength(3)
  },
  mds: (result) => {
    const { mds_eurodist } = readOracle<{
      mds_eurodist: { expected: { points: Record<string, [number, number]> } }
    }>('multivariate')
    result['objects'].forEach((city: string, i: number) => {
      const expected = mds_eurodist.expected.points[city]!
      expectClose(result['points'][i][0], expected[0], 1e-8)
      expectClose(result['points'][i][1], expected[1], 1e-8)
    })
  },
}

describe('the example of every help', () => {
  // Side by side: most of the time is that of a program starting.
  it.concurrent.each(NAMES)(
    '%s runs as it stands and gives the numbers of stats',
    async (name) => {
      const words = await exampleOf(name)
      expect(words[0]).toBe(name)
      const text = await call(name, ...words.slice(1))
      expect(text).toMatchObject({ code: 0, err: '' })
      expect(text.out).toMatch(/^receipt: manyi /m)
      expect(text.out).not.toMatch(/NaN|Infinity|undefined|\[object/)
      const { stdout, stderr } = await run([...words, '--json'])
      expect(stderr).toBe('')
      const result = JSON.parse(stdout)
      expect(result.receipt.method).toMatch(/ \d+$/)
      const check = CHECKS[name]
      if (check === undefined) throw new Error(`no check of the numbers of ${name}`)
      await check(result)
    },
    60_000,
  )

  it('the usage names every command', async () => {
    const { stdout } = await run(['--help'])
    for (const name of NAMES) expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'))
  })

  it('an unknown command is said to be one, also one that every object has', async () => {
    for (const word of ['servqal', 'toString', '__proto__']) {
      await expect(run([word])).rejects.toMatchObject({
        code: 2,
        stderr: `manyi: there is no command "${word}"; see npm run --silent manyi -- --help\n`,
      })
    }
  })
})
