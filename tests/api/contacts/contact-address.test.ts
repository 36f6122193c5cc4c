import { describe, expect, it } from 'vitest'
import { emailAddress } from '../../../api/services/contact-address.ts'

describe('one spelling of an e-mail address', () => {
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
})
