import { expect, it } from 'vitest'
import { numberOr, wrongWith } from '../../../web/respond/answer-of.ts'
import type { Asked } from '../../../web/respond/words.ts'

const element = (over: Partial<Asked>): Asked => ({ name: 'a', type: 'rating', isRequired: true, ...over })

const refused = { value: 'refused', text: { default: 'Prefer not to say' } }

it.each<[Partial<Asked>, unknown, string | undefined]>([
  [{}, undefined, 'required'],
  [{ isRequired: false }, undefined, undefined],
  [{}, 'dont_know', undefined],
  [{ type: 'checkbox', maxSelectedChoices: 2 }, ['a', 'b', 'c'], 'too-many-choices'],
  [{ type: 'checkbox', maxSelectedChoices: 2 }, [], 'required'],
  [{ type: 'text', min: 0, max: 25 }, 'many', 'not-a-number'],
  [{ type: 'text', min: 0, max: 25 }, 26, 'out-of-range'],
  [{ type: 'text', min: 0, max: 25, whole: true }, 2.5, 'not-whole'],
  [{ type: 'text', min: 0, max: 25 }, 2.5, undefined],
  [{ type: 'comment', maxLength: 3 }, 'abcd', 'too-long'],
  [{ type: 'comment', maxLength: 3 }, 'refused', 'too-long'],
  [{ type: 'comment', maxLength: 3, states: [refused] }, 'refused', undefined],
  [{ type: 'text', min: 0, max: 25 }, 'refused', 'not-a-number'],
  [{ type: 'text', min: 0, max: 25, states: [refused] }, 'refused', undefined],
  [{ type: 'multipletext', total: 100 }, { a: 60, b: 30 }, 'wrong-total'],
  [{ type: 'multipletext', total: 100 }, { a: 60, b: 'x' }, 'not-a-number'],
  [{ type: 'multipletext', total: 100 }, { a: 60, b: 40 }, undefined],
  [{ type: 'multipletext', total: 100 }, {}, 'required'],
])('%o answered %o: %s', (asked, value, wrong) => {
  expect(wrongWith(element(asked), value)).toBe(wrong)
})

it.each([
  ['12,5', 12.5],
  [' 1 200 ', 1200],
  ['1,200', 1200],
  ['１，２００', 1200],
  ['12,345.6', 12_345.6],
  ['1.200,5', '1.200,5'],
  ['１２', 12],
  ['-3', -3],
  ['twelve', 'twelve'],
  ['1e9', '1e9'],
])('%j is typed for %o', (text, number) => {
  expect(numberOr(text)).toBe(number)
})
