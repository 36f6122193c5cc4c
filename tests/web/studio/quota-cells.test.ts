import { expect, it } from 'vitest'
import type { NewQuota } from '../../../api/contract/quota.ts'
import { cellKey, fromCells, splitBy, toCells } from '../../../web/studio/quota-cells.ts'

const quotas: NewQuota[] = [
  { brandId: 'a', attributes: {}, target: 100 },
  { brandId: 'a', attributes: { region: 'local' }, target: 20 },
  { brandId: null, attributes: { region: 'domestic' }, target: 0 },
  { brandId: 'a', attributes: { age: '30' }, target: 5 },
  { brandId: 'a', attributes: { region: 'local', age: '30' }, target: 3 },
]
const cells = [null, 'a'].flatMap((brandId) =>
  [null, 'local', 'domestic'].map((value) => ({ brandId, value })),
)

it('a table by one attribute holds what it can show and keeps the rest aside', () => {
  expect(splitBy(quotas)).toBe('region')
  const { targets, others } = toCells(quotas, 'region')
  expect([...targets]).toEqual([
    ['a/*', 100],
    ['a/local', 20],
    ['*/domestic', 0],
  ])
  expect(others).toEqual(quotas.slice(3))
})

it('table and quotas say the same, a zero included; an empty cell is no quota', () => {
  const { targets, others } = toCells(quotas, 'region')
  const back = [...fromCells(cells, 'region', targets), ...others]
  expect(back).toHaveLength(quotas.length)
  expect(back).toEqual(expect.arrayContaining(quotas))
  const fewer = new Map(targets)
  fewer.delete(cellKey({ brandId: 'a', value: 'local' }))
  expect(fromCells(cells, 'region', fewer)).toHaveLength(2)
})
