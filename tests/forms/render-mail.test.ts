import { describe, expect, it } from 'vitest'
import { type MailValues, renderMail } from '../../api/forms/render-mail.ts'

const values: MailValues = {
  language: 'en',
  name: 'Ada',
  brand: 'Ours',
  program: 'Mobile operators',
  closesOn: '2026-12-31',
  link: 'http://127.0.0.1:3000/r/abcdefgh?i=AAAAAAAAAAAAAAAAAAAAAA',
  unsubscribe: 'http://127.0.0.1:3000/u/abcdefgh?i=AAAAAAAAAAAAAAAAAAAAAA',
}
const body = 'Dear {name},\n\nhow is **{brand}**? [Tell us]({link}) by {closes}, or here: {link}'

describe('a message', () => {
  it('puts every value where its word stands, in HTML and in text', () => {
    const { subject, html, text } = renderMail({ subject: '{program}: your view, {name}', body }, values)
    expect(subject).toBe('Mobile operators: your view, Ada')
    expect(html).toContain('<p>Dear Ada,</p>')
    expect(html).toContain('<strong>Ours</strong>')
    expect(html).toContain(`<a href="${values.link}" rel="noopener noreferrer" target="_blank">Tell us</a>`)
    expect(html).toContain(`or here: <a href="${values.link}">${values.link}</a>`)
    expect(text.split('\n').slice(0, 3)).toEqual([
      'Dear Ada,',
      '',
      `how is Ours? Tell us: ${values.link} by December 31, 2026, or here: ${values.link}`,
    ])
    expect(text).toContain(`No more invitations: ${values.unsubscribe}`)
    expect(html).toContain(`href="${values.unsubscribe}"`)
  })

  it.each(['zh-Hans', 'zh-Hant'] as const)('speaks %s under the designer’s words', (language) => {
    const { text, html } = renderMail({ subject: '{program}', body }, { ...values, language })
    expect(text).toContain('2026年12月31日')
    expect(html).toContain(`<html lang="${language}">`)
  })

  it('lets a name be nothing but a name', () => {
    const name =
      '**x** [y](https://evil.example) <img src=x onerror=alert(1)> {link} $& $1 "&\'\r\nBcc: all@example.org'
    const { subject, html, text } = renderMail(
      { subject: 'For {name}', body: '{name} {link}' },
      { ...values, name },
    )
    expect(subject).not.toMatch(/[\r\n]/)
    expect(html).not.toContain('<img')
    expect(html).not.toContain('<strong>x')
    expect(html).not.toContain('href="https://evil')
    expect(html.match(/<a /g)).toHaveLength(2)
    expect(text).toContain('{link} $& $1')
    expect(text).toContain('**x** [y](https://evil.example) <img src=x')
    expect(text.split('\n')[0]).toContain('Bcc: all@example.org')
  })

  it('refuses the designer’s own markup and addresses that run', () => {
    const { html } = renderMail(
      { subject: 's', body: '<script>x()</script> [a](javascript:x()) ![p](https://a.example/p.png) {link}' },
      values,
    )
    expect(html).not.toMatch(/<script|<img|href="javascript/)
  })
})
