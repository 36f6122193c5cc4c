import { describe, expect, it } from 'vitest'
import { type Design, problemsOf, savablePart } from '../../../web/studio/design.ts'
import { prefilledProgram } from '../../../web/studio/prefill.ts'

const start = prefilledProgram({
  name: ' City buses ',
  ownBrand: 'Metro',
  instrument: { name: 'ecsi-core', version: 1 },
  language: 'en',
})
const design: Design = {
  ...start,
  brands: [
    { key: 'a', name: 'Metro', own: true },
    { key: 'b', name: 'Corvia', own: false },
  ],
}

it('starts with a draft that could be published as it is', () => {
  expect(start.name).toBe('City buses')
  expect(problemsOf({ ...start, brands: [{ key: 'a', name: 'Metro', own: true }] })).toEqual([])
})

describe('problemsOf', () => {
  it('names an empty own brand, an empty competitor and a repeated name', () => {
    const brands = [
      { key: 'a', name: ' ', own: true },
      { key: 'b', name: '', own: false },
      { key: 'c', name: 'Corvia', own: false },
      { key: 'd', name: ' corvia ', own: false },
    ]
    expect(problemsOf({ ...design, brands }).map(({ text, brand }) => [text, brand])).toEqual([
      ['problem.own', 'a'],
      ['problem.brand-empty', 'b'],
      ['problem.brand-twice', 'd'],
    ])
  })

  it('asks for words only in the languages of the form', () => {
    const category = { ...design.category, 'zh-Hant': '' }
    expect(problemsOf({ ...design, category })).toEqual([])
    expect(problemsOf({ ...design, category, languages: ['en', 'zh-Hant'] })).toEqual([
      { field: 'category', text: 'problem.category', language: 'zh-Hant' },
    ])
  })

  it('wants a name and a language', () => {
    const texts = problemsOf({ ...design, name: '', languages: [] }).map(({ text }) => text)
    expect(texts).toEqual(['problem.name', 'problem.languages'])
  })
})

describe('savablePart', () => {
  it('sends what changed, brands without their keys', () => {
    expect(savablePart(design, new Set(['purpose', 'brands']))).toEqual({
      purpose: '',
      brands: [
        { name: 'Metro', own: true },
        { name: 'Corvia', own: false },
      ],
    })
  })

  it('keeps back a field with a problem and sends the others', () => {
    const half: Design = { ...design, name: '', purpose: 'Find out' }
    expect(savablePart(half, new Set(['name', 'purpose']))).toEqual({ purpose: 'Find out' })
  })
})
