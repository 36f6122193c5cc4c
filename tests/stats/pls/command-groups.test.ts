import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { plsCommand } from '../../../api/commands/pls.ts'
import { expectClose } from '../close.ts'
import { readOracle } from '../oracle.ts'

const example = (name: string) =>
  fileURLToPath(new URL(`../../fixtures/acsi-example/${name}`, import.meta.url))

async function pls(...argv: string[]) {
  let out = ''
  let err = ''
  const files = ['--model', example('model.json'), '--data', example('data.csv')]
  const code = await plsCommand([...files, ...argv], {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
  })
  return { code, out, err }
}

describe('manyi pls --predict', () => {
  it('adds the prediction of every endogenous item to the report', async () => {
    const { code, out } = await pls('--predict', '--json')
    expect(code).toBe(0)
    const { prediction, receipt } = JSON.parse(out)
    expect(receipt.options.predict).toBe(true)
    expect(prediction.items).toHaveLength(11)
    const { plspredict } = readOracle<{
      plspredict: { EA: { indicators: Record<string, { RMSE_PLS: number }> } }
    }>('acsi-synthetic-150')
    // The oracle's folds are others: over 10 repeats the error of an item moves by a few thousandths.
    for (const { item, rmse } of prediction.items) {
      expectClose(rmse, plspredict.EA.indicators[item]!.RMSE_PLS, 0.02, item)
    }
  })

  it('says in words what it means', async () => {
    const { out } = await pls('--predict')
    expect(out).toContain('predictive power')
    expect(out).toMatch(/CVPAT against the item average: loss -0\.\d+ \(below 0 is better\)/)
  })
})

describe('manyi pls --groups', () => {
  it('compares three companies: omnibus test, three pairs, invariance', async () => {
    const { code, out } = await pls('--groups', 'company', '--permutations', '20', '--json')
    expect(code).toBe(0)
    const { groups } = JSON.parse(out)
    expect(groups.groups.map(({ name }: { name: string }) => name)).toEqual(['A', 'B', 'C'])
    expect(groups.pairs).toHaveLength(3)
    expect(groups.omnibus).toHaveLength(9)
    const text = await pls('--groups=company', '--permutations=20', '--resamples=20')
    expect(text.out).toContain('A against B, 20 permutations')
    expect(text.out).toContain('p, Henseler')
  })

  it.each([
    [['--groups', 'nobody'], 'there is no column "nobody" (groups)'],
    [['--groups', 'com1', '--permutations', '5'], 'has no solution of its own'],
    [['--groups', 'weight', '--permutations', '5'], 'different values, at most 20 groups'],
    [['--groups', 'company', '--permutations', '0'], '--permutations must be from 1'],
    [['--groups'], 'option --groups needs a value'],
  ])('%j: a sentence and exit code 2', async (argv, sentence) => {
    const { code, out, err } = await pls(...argv)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(sentence)
  })
})

describe('manyi pls --plan', () => {
  it('checks the model and the sample, and computes nothing', async () => {
    const { code, out } = await pls('--plan', '--predict', '--groups', 'company', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      constructs: 6,
      items: 14,
      paths: 9,
      totalSize: 150,
      sampleSize: 150,
      minimumSample: { smallestPath: 0.2, forPath: 155, floor: 50, recommended: 155 },
      enough: false,
    })
    const text = await pls('--plan', '--predict', '--groups', 'company')
    expect(text.out).toContain('minimum sample: 155')
    expect(text.out).toContain('groups of column "company": invariance and paths, 1000 permutations')
  })
})
