import { expect, it } from 'vitest'
import { wrongEmail, wrongName, wrongNewPassword } from '../../../web/admin/account-fields.ts'

it.each(['', 'li', 'li@', 'li@example', '@example.com', 'li wei@example.com'])('refuses "%s"', (email) => {
  expect(wrongEmail(email)).toBe('wrong.email')
})

it('accepts an address with spaces around it, as people paste them', () => {
  expect(wrongEmail(' li.wei@example.com ')).toBeUndefined()
})

it('wants a name and ten characters', () => {
  expect(wrongName('  ')).toBe('wrong.name')
  expect(wrongName('李伟')).toBeUndefined()
  expect(wrongNewPassword('123456789')).toBe('wrong.password')
  expect(wrongNewPassword('1234567890')).toBeUndefined()
})
