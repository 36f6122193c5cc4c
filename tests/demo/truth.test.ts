import { describe, expect, it } from 'vitest'
import { type DemoRespondent, respondentsOf } from '../../api/demo/draw-respondent.ts'
import { itemMoments } from '../../api/demo/item-moments.ts'
import { CELLS, ITEMS } from '../../api/demo/model.ts'
import { demoRespondents } from '../../api/demo/respondents.ts'
import { type CellTruth, demoModel, demoTruth } from '../../api/demo/truth.ts'
import { type PathAnalysis, pathAnalysis, toObservations } from '../../stats/index.ts'
import { expectClose } from '../stats/close.ts'

const truth = demoTruth()
const codes = ITEMS.map(({ code }) => code)
const satisfaction = ({ index }: Pick<CellTruth, 'index'>): number => index['Satisfaction']!
const of = (brand: number, wave: number): number =>
  satisfaction(truth.cells.find((cell) => cell.brand === brand && cell.wave === wave)!)

const tableOf = (respondents: readonly DemoRespondent[]) =>
  respondents.map(({ answers }) =>
    codes.map((code) => {
      const answer = answers[code]
      return typeof answer === 'number' ? answer : null
    }),
  )

function estimated(respondents: readonly DemoRespondent[]): PathAnalysis {
  const analysis = pathAnalysis(demoModel(), toObservations(codes, tableOf(respondents)))
  if (!analysis.ok) throw new Error(analysis.reason)
  return analysis.value
}

describe('demoTruth', () => {
  it('is plain data', () => {
    expect(JSON.parse(JSON.stringify(truth))).toEqual(truth)
    expect(truth.cells).toHaveLength(12)
  })

  it('tells the story of the demo', () => {
    // The own brand stands still, then rises by more than four points: with 500 a wave some four standard errors.
    expect(of(0, 1) - of(0, 0)).toBeLessThan(0.5)
    expect(of(0, 2) - of(0, 1)).toBeGreaterThan(4)
    // It catches up with the second rival, stays behind the first and ahead of the third.
    expect(of(2, 1) - of(0, 1)).toBeGreaterThan(3.5)
    expect(Math.abs(of(2, 2) - of(0, 2))).toBeLessThan(0.5)
    expect(of(1, 2) - of(0, 2)).toBeGreaterThan(4)
    expect(of(0, 2) - of(3, 2)).toBeGreaterThan(10)
  })

  it('has the order of the paths made with, drawn towards 0 by measurement error', () => {
    for (const { estimable } of truth.cells) {
      truth.paths.forEach(({ coefficient }, i) => {
        const found = estimable[i]!
        expect([found.from, found.to]).toEqual([truth.paths[i]!.from, truth.paths[i]!.to])
        expect(found.coefficient).toBeGreaterThan(0.05)
        if (coefficient >= 0.45) expect(found.coefficient).toBeLessThan(coefficient)
      })
    }
  })
})

// Own brand and the leader, last wave: 20,000 respondents each.
describe.each([CELLS[8]!, CELLS[9]!])('wave $wave brand $brand drawn 20,000 times', (cell) => {
  const draw = respondentsOf(cell, 1)
  const respondents = Array.from({ length: 20_000 }, (_, number) => draw(number))
  const known = truth.cells.find(({ wave, brand }) => wave === cell.wave && brand === cell.brand)!

  it('has the item means and correlations of the population', () => {
    const { means, spreads, correlation } = itemMoments(cell)
    const table = tableOf(respondents)
    const columns = codes.map((_, h) =>
      table.map((row) => (row[h] === null ? null : (row[h]! - means[h]!) / spreads[h]!)),
    )
    const meanProduct = (a: readonly (number | null)[], b: readonly (number | null)[]) => {
      const both = a.flatMap((x, i) => {
        const y = b[i]
        return x === null || y === null || y === undefined ? [] : [x * y]
      })
      return both.reduce((sum, product) => sum + product, 0) / both.length
    }
    columns.forEach((column, h) => {
      const answered = column.filter((x) => x !== null)
      const mean = answered.reduce((sum, x) => sum + x, 0) / answered.length
      // 4.5 standard errors: 1/√n for a mean, at most about √2/√n for a product; 24 and 276 of them are looked at.
      expect(Math.abs(mean), codes[h]).toBeLessThan(4.5 / Math.sqrt(answered.length))
      for (let k = 0; k < h; k++) {
        const off = meanProduct(column, columns[k]!) - correlation[h]![k]!
        expect(Math.abs(off), `${codes[h]} ${codes[k]}`).toBeLessThan((4.5 * Math.SQRT2) / Math.sqrt(19_000))
      }
    })
  })

  it('is found again by PLS, every index and path', () => {
    const { index, paths } = estimated(respondents)
    for (const [name, { value, deviation }] of Object.entries(index)) {
      // 4 standard errors; the weights' own error adds little to that of the means.
      expect(Math.abs(value - known.index[name]!), name).toBeLessThan((4 * deviation) / Math.sqrt(20_000))
    }
    // 0.03: about 4 standard errors of a coefficient at n = 20,000, and what replacing 2 % by the mean takes off.
    for (const { from, to, coefficient } of paths) {
      const truly = known.estimable.find((path) => path.from === from && path.to === to)
      expectClose(coefficient.value, truly!.coefficient, 0.03, `${from} -> ${to}`)
    }
  })
})

describe('the 6,000 of the demo', () => {
  const cells = [...Map.groupBy(demoRespondents(), ({ wave, brand }) => wave * 4 + brand)]
    .toSorted(([a], [b]) => a - b)
    .map(([place, respondents]) => ({ ...truth.cells[place]!, found: estimated(respondents) }))
  const found = (brand: number, wave: number) =>
    cells.find((cell) => cell.brand === brand && cell.wave === wave)!.found.index['Satisfaction']!
  const standardErrors = (brand: number, wave: number, other: number, otherWave: number) => {
    const [a, b] = [found(brand, wave), found(other, otherWave)]
    return (a.value - b.value) / Math.sqrt((a.deviation ** 2 + b.deviation ** 2) / 500)
  }

  it('show every index within four standard errors of the truth', () => {
    for (const { index, found } of cells) {
      for (const [name, { value, deviation }] of Object.entries(found.index)) {
        expect(Math.abs(value - index[name]!), name).toBeLessThan((4 * deviation) / Math.sqrt(500))
      }
    }
  })

  it('tell the story in what can be estimated', () => {
    expect(standardErrors(0, 2, 0, 1)).toBeGreaterThan(3)
    expect(Math.abs(standardErrors(0, 1, 0, 0))).toBeLessThan(1.96)
    expect(Math.abs(standardErrors(0, 2, 2, 2))).toBeLessThan(1.5)
    expect(standardErrors(1, 2, 0, 2)).toBeGreaterThan(3)
    expect(standardErrors(0, 2, 3, 2)).toBeGreaterThan(3)
    expect(standardErrors(2, 1, 0, 1)).toBeGreaterThan(2)
  })

  it('show the segments: high value customers more content, those by internet less so with quality', () => {
    const all = demoRespondents()
    const segment = (code: string, value: string) => all.filter(({ answers }) => answers[code] === value)
    const indexOf = (code: string, value: string, construct: string) =>
      estimated(segment(code, value)).index[construct]!.value
    const tiers = ['low', 'middle', 'high'].map((tier) => indexOf('value-tier', tier, 'Satisfaction'))
    expect(tiers.toSorted((a, b) => a - b)).toEqual(tiers)
    expect(tiers[2]! - tiers[0]!).toBeGreaterThan(2)
    expect(tiers[2]! - tiers[0]!).toBeLessThan(10)
    expect(
      indexOf('channel', 'dealer', 'Quality') - indexOf('channel', 'internet', 'Quality'),
    ).toBeGreaterThan(3)
  })
})
