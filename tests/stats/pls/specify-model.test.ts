import { describe, expect, it } from 'vitest'
import { effectPairs, type PathModelSource } from '../../../stats/pls/path-model.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'

const good: PathModelSource = {
  constructs: [
    { name: 'Loyalty', items: ['l1'] },
    { name: 'Image', items: ['i1', 'i2'] },
    { name: 'Satisfaction', items: ['s1'] },
  ],
  paths: [
    ['Satisfaction', 'Loyalty'],
    ['Image', 'Satisfaction'],
  ],
  scale: { min: 1, max: 10 },
}
const [loyalty, image, satisfaction] = good.constructs

describe('specifyModel', () => {
  it('orders causes before effects and keeps the blocks as written', () => {
    const model = specifyModel(good)
    expect(model.causalOrder).toEqual(['Image', 'Satisfaction', 'Loyalty'])
    expect(model.items).toEqual(['l1', 'i1', 'i2', 's1'])
    expect(effectPairs(model)).toEqual([
      { from: 'Image', to: 'Satisfaction' },
      { from: 'Image', to: 'Loyalty' },
      { from: 'Satisfaction', to: 'Loyalty' },
    ])
    expect(JSON.parse(JSON.stringify(model))).toEqual(model)
  })

  it('takes one scale for all items or one for each', () => {
    const own = { min: 0, max: 1 }
    const scale = { l1: own, i1: own, i2: own, s1: { min: 1, max: 10 } }
    expect(specifyModel({ ...good, scale }).scales[0]).toEqual(own)
    expect(specifyModel({ ...good, scale }).scales[3]).toEqual({ min: 1, max: 10 })
  })

  it.each<[string, Partial<PathModelSource>, string]>([
    ['one construct', { constructs: [image!] }, 'at least two constructs'],
    ['a construct twice', { constructs: [image!, image!] }, 'construct "Image" is named twice'],
    [
      'an item twice',
      { constructs: [loyalty!, image!, { name: 'Satisfaction', items: ['i1'] }] },
      'item "i1" is named twice',
    ],
    [
      'no items',
      { constructs: [loyalty!, image!, { name: 'Satisfaction', items: [] }] },
      '"Satisfaction" has no items',
    ],
    ['a path to nowhere', { paths: [['Image', 'Joy']] }, 'path Image -> Joy names unknown construct "Joy"'],
    ['a path to itself', { paths: [['Image', 'Image']] }, '"Image" has a path to itself'],
    [
      'a path twice',
      { paths: [...good.paths, ['Image', 'Satisfaction']] },
      'path "Image -> Satisfaction" is named twice',
    ],
    ['a construct apart', { paths: [['Image', 'Satisfaction']] }, '"Loyalty" is not joined'],
    [
      'a cycle',
      { paths: [...good.paths, ['Loyalty', 'Image']] },
      'cycle among "Image", "Satisfaction", "Loyalty"',
    ],
    [
      'an anchor of another block',
      { constructs: [loyalty!, { ...image!, anchor: 's1' }, satisfaction!] },
      'anchor "s1"',
    ],
    ['no scale', { scale: { l1: { min: 1, max: 2 } } }, 'item "i1" has no scale'],
    ['an empty scale', { scale: { min: 5, max: 5 } }, 'scale of item "l1"'],
    [
      'a scale of the prototype',
      { constructs: [{ name: 'Loyalty', items: ['toString'] }, image!, satisfaction!], scale: {} },
      '"toString" has no scale',
    ],
  ])('refuses %s', (_, change, says) => {
    expect(() => specifyModel({ ...good, ...change })).toThrow(says)
  })
})
