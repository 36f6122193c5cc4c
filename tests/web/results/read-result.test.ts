import { describe, expect, it } from 'vitest'
import type { Receipt } from '../../../api/contract/analysis.ts'
import type { Wave } from '../../../api/contract/wave.ts'
import { changeOf, leagueOf, modelOf, unansweredOf } from '../../../web/results/read-result.ts'
import { brands, smallResult } from '../panels/small-model.ts'

const result = smallResult()
const waves = ['w1', 'w2'].map((id) => ({ id, name: id === 'w1' ? 'Spring' : 'Autumn' })) as unknown as Wave[]

describe('changeOf', () => {
  it('is the newest wave less the one before, unrounded, with its interval', () => {
    const seen = changeOf(result, waves, { waveId: 'w2', brandId: 'own' })
    const [before, after] = result.brands[0]!.points.map(({ score }) => score.value)
    expect(seen).toMatchObject({ kind: 'change', since: 'Spring', value: after! - before! })
  })

  it('has nothing before the first wave', () => {
    expect(changeOf(result, waves, { waveId: 'w1', brandId: 'own' })).toEqual({ kind: 'first-wave' })
  })

  it('compares neither small bases nor waves without a number', () => {
    for (const brandId of ['small', 'few', 'flat']) {
      expect(changeOf(result, waves, { waveId: 'w2', brandId })).toEqual({ kind: 'unknown', since: 'Spring' })
    }
  })
})

describe('leagueOf', () => {
  it('lists every brand of the program, with its index or its reason', () => {
    const { entries } = leagueOf(result, 'w2', brands)
    expect(entries.map(({ index }) => (index.ok ? 'ok' : index.reason))).toEqual([
      'ok',
      'ok',
      'ok',
      'too-few-answers',
      // Everybody alike: no model of its own, but the pooled weights give it an index.
      'ok',
    ])
  })

  it('gives a brand that the result does not know no number', () => {
    const [entry] = leagueOf(result, 'w9', brands).entries
    expect(entry).toMatchObject({ sampleSize: 0, index: { ok: false } })
  })
})

it('shows the same index in the model as in the league', () => {
  const [own] = leagueOf(result, 'w2', brands).entries
  expect(own?.index.ok && own.index.value).toEqual(modelOf(result, 'w2', 'own').index['Satisfaction'])
})

describe('unansweredOf', () => {
  const receipt = {
    unanswered: [{ waveId: 'w2', brandId: 'own', byState: { skipped: 3 } }],
  } as unknown as Receipt

  it('counts one cell', () => {
    expect(unansweredOf(receipt, 'w2', 'own')).toEqual({ skipped: 3 })
    expect(unansweredOf(receipt, 'w1', 'own')).toEqual({})
  })

  it('reads receipts written before it was counted', () => {
    expect(unansweredOf({} as Receipt, 'w2', 'own')).toEqual({})
    expect(unansweredOf(null, 'w2', 'own')).toEqual({})
  })
})
