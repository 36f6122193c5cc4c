import { describe, expect, it } from 'vitest'
import { emailAddress, phoneNumber } from '../../../api/services/contact-address.ts'

describe('one spelling of an address', () => {
  it.each([
    [' Li.Na@Example.ORG ', 'li.na@example.org'],
    ['ｌｉ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'li@example.org'],
    ['mailto:a@b.example', 'a@b.example'],
    ['nobody', undefined],
    ['a@b.example, c@d.example', undefined],
    ['a@b.example\nBcc: c@d.example', undefined],
    ['<a@b.example>', undefined],
  ])('e-mail %j', (text, spelled) => {
    expect(emailAddress(text)).toBe(spelled)
  })

  it.each([
    ['138 0013 8000', '86', '+8613800138000'],
    ['１３８００１３８０００', '86', '+8613800138000'],
    ['86 138 0013 8000', '86', '+8613800138000'],
    ['010-1234 5678', '86', '+861012345678'],
    ['+44 (0)20 7946 0958', '86', '+442079460958'],
    ['0044 20 7946 0958', null, '+442079460958'],
    ['(212) 555-0100', '1', '+12125550100'],
    ['1 212 555 0100', '1', '+12125550100'],
    ['138 0013 8000', null, '13800138000'],
    ['12', '86', undefined],
    ['call me', '86', undefined],
    ['+1234567890123456', null, undefined],
  ])('telephone %j at home in %s', (text, callingCode, spelled) => {
    expect(phoneNumber(text, callingCode)).toBe(spelled)
  })
})
