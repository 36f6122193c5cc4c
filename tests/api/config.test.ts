import { describe, expect, it } from 'vitest'
import { mailOf, readConfig } from '../../api/config.ts'

describe('mail settings', () => {
  it('are a server and an address, or neither', () => {
    expect(mailOf(readConfig({}))).toBeUndefined()
    const env = {
      SMTP_URL: 'smtp://u:p@mail.example.org:587',
      MAIL_FROM: 'Firm <a@example.org>',
      MANYI_DATA: 'd',
    }
    expect(mailOf(readConfig(env))).toEqual({
      smtpUrl: env.SMTP_URL,
      from: env.MAIL_FROM,
      journalFolder: 'd/mail',
    })
    expect(mailOf(readConfig({ ...env, MANYI_MAIL_PER_MINUTE: '600' }))).toMatchObject({ perMinute: 600 })
    expect(mailOf(readConfig({ ...env, MANYI_MAIL_PER_MINUTE: '' }))?.perMinute).toBeUndefined()
    for (const half of [{ SMTP_URL: env.SMTP_URL }, { MAIL_FROM: env.MAIL_FROM }]) {
      expect(() => readConfig(half)).toThrow('SMTP_URL and MAIL_FROM: give both, or neither')
    }
  })

  it.each([
    ['SMTP_URL', { SMTP_URL: 'https://mail.example.org', MAIL_FROM: 'a@example.org' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'nobody' }],
    ['MAIL_FROM', { SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'a@example.org\r\nBcc: b@example.org' }],
    ['MANYI_MAIL_PER_MINUTE', { MANYI_MAIL_PER_MINUTE: '0' }],
    ['MANYI_MAIL_PER_MINUTE', { MANYI_MAIL_PER_MINUTE: 'many' }],
  ])('%s is named when it does not fit', (name, env) => {
    expect(() => readConfig(env)).toThrow(name)
  })
})
