import { describe, expect, it } from 'vitest'
import { ContactAttribute } from '../../../api/contract/contact.ts'
import { keyOf, valuesOf } from '../../../web/contacts/contact-words.ts'

describe('an attribute made of a column', () => {
  it('has values called as they stand in the file, each with a code that a list may have', () => {
    const texts = [
      'West',
      '北方',
      'Köln, Ost',
      'Köln Ost',
      ',',
      'x'.repeat(60),
      `${'x'.repeat(60)}y`,
      '👍'.repeat(30),
    ]
    const values = valuesOf(texts, 'en', ['West'])
    expect(values.map(({ code }) => code)).toEqual([
      'West-2',
      '北方',
      'Köln Ost',
      'Köln Ost-2',
      'value',
      'x'.repeat(40),
      `${'x'.repeat(36)}-2`,
      '👍'.repeat(20),
    ])
    expect(values.map(({ title }) => title['en'])).toEqual(texts)
    const attribute = { key: keyOf('城市', []), title: { en: '城市' }, values }
    expect(ContactAttribute.parse(attribute)).toEqual(attribute)
  })

  it('has a key that nothing else has', () => {
    expect(keyOf('Région (neu)', ['region-neu'])).toBe('region-neu-2')
    expect(keyOf('Region', ['region', 'region-2'])).toBe('region-3')
    expect(keyOf('城市', ['attribute'])).toBe('attribute-2')
  })
})
