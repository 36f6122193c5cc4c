import fc from 'fast-check'
import { expect, it } from 'vitest'
import { numbersMeant } from '../../../stats/coding/numbers-meant.ts'
import { numberOr } from '../../../web/respond/answer-of.ts'

it.each<[string, readonly number[]]>([
  ['12', [12]],
  [' 12 ', [12]],
  ['1.5', [1.5]],
  ['.5', [0.5]],
  ['-3', [-3]],
  ['12,5', [12.5]],
  ['0,500', [0.5]],
  ['1,2345', [1.2345]],
  ['1,200', [1200, 1.2]],
  ['１，２００', [1200, 1.2]],
  ['１２', [12]],
  ['１．５', [1.5]],
  ['12,345,678', [12_345_678]],
  ['1,200.5', [1200.5]],
  ['1 200', [1200]],
  ['1\u202f200,5', [1200.5]],
  ['1.200', [1.2]],
  ['1.200,5', []],
  ['1,20,300', []],
  ['12,34,567', []],
  ['1,200,30', []],
  ['12 5', []],
  ['', []],
  ['1e9', []],
  ['0x10', []],
  ['twelve', []],
  ['十二', []],
])('%j may mean %j', (text, meant) => {
  expect(numbersMeant(text)).toEqual(meant)
})

// The page cannot load the server’s code: what it takes a text for must be what the server does.
it('the page reads what is typed as the server reads the plain form', () => {
  const typed = fc.string({ unit: fc.constantFrom(...'0123456789０１,,..，． +-e\u00a0'), maxLength: 9 })
  const grouped = fc
    .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.constantFrom('', '.5', ',25'))
    .map(([whole, rest]) => whole.toLocaleString('en') + rest)
  fc.assert(
    fc.property(fc.oneof(typed, grouped), (text) => {
      expect(numberOr(text)).toBe(numbersMeant(text)[0] ?? text)
    }),
    { numRuns: 5000, seed: 20261122 },
  )
})
