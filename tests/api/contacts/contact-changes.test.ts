import { expect, it } from 'vitest'
import { seemsOther } from '../../../api/services/contact-changes.ts'

type Said = readonly [name: string, email: string | null, phone: string | null]
const contact = ([name, email, phone]: Said, customerNumber = '1') => ({
  ...{ line: 2, customerNumber, name, email, phone, language: null, attributes: {} },
  ...{ unsubscribed: false, batch: null },
})

it.each<[string, Said, Said, boolean]>([
  ['another name and e-mail', ['Ada', 'a@x.example', null], ['Zoe', 'z@x.example', null], true],
  ['another name and telephone', ['王伟', null, '+8613800138000'], ['李娜', null, '+8613900139000'], true],
  [
    'another name, the e-mail the same',
    ['Ada', 'a@x.example', '+491'],
    ['Zoe', 'a@x.example', '+492'],
    false,
  ],
  ['another name alone', ['Ada', 'a@x.example', null], ['Zoe', null, null], false],
  ['another e-mail alone', ['Ada', 'a@x.example', null], ['ADA', 'z@x.example', null], false],
])('the same customer number with %s', (_, before, offered, isOther) => {
  expect(seemsOther({ ...contact(before), consent: 'unknown' }, { ...contact(offered), consent: null })).toBe(
    isOther,
  )
})

it('a row that was known by its e-mail is not somebody else', () => {
  const before = { ...contact(['Ada', 'a@x.example', null]), consent: 'unknown' as const }
  expect(seemsOther(before, { ...contact(['Zoe', 'z@x.example', null], '2'), consent: null })).toBe(false)
})
