import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseStrictJson } from '../../api/strict-json.ts'

const bounds = { depth: 20, entries: 20_000 }

describe('strict JSON', () => {
  it('reads whatever JSON.stringify writes, also with white space', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        fc.pre(!text.includes('"__proto__"'))
        expect(parseStrictJson(text, bounds)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('never reads what JSON.parse would not, and never fails in another way', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"a"',
      '"',
      ':',
      ',',
      '1',
      '\\',
      'null',
      ' ',
      '\n',
      '\u2028',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const text = parts.join('')
        let strict: unknown
        try {
          strict = parseStrictJson(text, bounds)
        } catch (error) {
          expect(error).toMatchObject({ status: 400, code: 'malformed-json' })
          return
        }
        expect(strict).toEqual(JSON.parse(text))
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['{"a":{"a":1},"b":[{"a":1},{"a":2}]}', { a: { a: 1 }, b: [{ a: 1 }, { a: 2 }] }],
    ['{"a":"a","b":"\\"a\\":"}', { a: 'a', b: '"a":' }],
    ['["a","a"]', ['a', 'a']],
    ['{"constructor":1,"toString":2}', { constructor: 1, toString: 2 }],
  ])('has nothing against %s', (text, value) => {
    expect(parseStrictJson(text, bounds)).toEqual(value)
  })

  it('takes time in proportion to the text, whatever it is', () => {
    const begun = performance.now()
    for (const text of [
      '"\\'.repeat(100_000),
      '{"a"'.repeat(50_000),
      `{"a"${' '.repeat(200_000)}`,
      '"'.repeat(200_001),
    ]) {
      expect(() => parseStrictJson(text, bounds)).toThrow()
    }
    // A scan that looked back would take minutes.
    expect(performance.now() - begun).toBeLessThan(2000)
  })
})
