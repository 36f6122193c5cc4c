import type { Language } from '../contract/common.ts'
import { MAIL_WORDS } from './mail-texts.ts'
import { markdown } from './markdown.ts'

/** What a message to one person is made from. */
export interface MailValues {
  readonly language: Language
  readonly name: string
  readonly brand: string
  readonly program: string
  /** The last day of the wave, `2026-11-22`. */
  readonly closesOn: string
  readonly link: string
  readonly unsubscribe: string
}

export interface RenderedMail {
  readonly subject: string
  readonly html: string
  readonly text: string
}

/** Stands for the respondent's address while the markdown is read: a link is refused unless it is https. */
const LINK = 'https://link.invalid/'

/**
 * The designer's words as HTML and as text. Names and brands are put in after the markdown has been read, escaped: they
 * can begin neither markup nor a link, and nothing they hold reaches a header but on the subject's one line.
 */
export function renderMail(
  { subject, body }: { subject: string; body: string },
  values: MailValues,
): RenderedMail {
  const words = MAIL_WORDS[values.language]
  const put = { ...values, closes: dayInWords(values.closesOn, values.language) }
  const read = markdown(body.replaceAll(/\]\(\s*\{link\}\s*\)/g, `](${LINK})`))
  const closes = fill(words.closes, put, (word) => word)
  return {
    subject: oneLine(fill(subject, { ...put, link: '' }, (word) => word)),
    html: page(
      values.language,
      [
        fill(
          read.replaceAll(LINK, () => escapeHtml(values.link)),
          put,
          escapeHtml,
          anchor(values.link),
        ),
        `<p style="color:#5b6570">${escapeHtml(closes)}<br>${escapeHtml(words.personal)}</p>`,
        `<p><a style="color:#5b6570" href="${escapeHtml(values.unsubscribe)}">${escapeHtml(words.unsubscribe)}</a></p>`,
      ].join('\n'),
    ),
    text: [
      fill(
        asText(read).replaceAll(LINK, () => values.link),
        put,
        plain,
      ),
      `${closes}\n${words.personal}`,
      `${words.unsubscribe}: ${values.unsubscribe}`,
    ].join('\n\n'),
  }
}

/** Marked so that nobody takes it for the invitation itself. */
export function asTest({ subject, html, text }: RenderedMail, language: Language): RenderedMail {
  const { mark, note } = MAIL_WORDS[language].test
  return {
    subject: oneLine(`${mark} ${subject}`),
    html: html.replace('\n', () => `\n<p style="color:#5b6570">${escapeHtml(note)}</p>\n`),
    text: `${note}\n\n${text}`,
  }
}

type Put = Readonly<Record<'name' | 'brand' | 'program' | 'closes' | 'link', string>>

function fill(template: string, put: Put, write: (word: string) => string, link = write(put.link)): string {
  return template
    .replaceAll(/\{(name|brand|program|closes|link)\}/g, (_, word: keyof Put) =>
      word === 'link' ? link : write(put[word]),
    )
    .trim()
}

const anchor = (link: string) => `<a href="${escapeHtml(link)}">${escapeHtml(link)}</a>`

/** Our own renderer's HTML, so its few tags are all there can be. */
function asText(html: string): string {
  return html
    .replaceAll(/<a href="([^"]*)"[^>]*>(.*?)<\/a>/gs, (_, address: string, words: string) =>
      words === address ? address : `${words}: ${address}`,
    )
    .replaceAll(/<br\s*\/?>\n?/g, '\n')
    .replaceAll(/<\/p>\n?/g, '\n\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(lt|gt|quot|amp);/g, (_, name: keyof typeof CHARACTERS) => CHARACTERS[name])
    .trim()
}

const CHARACTERS = { lt: '<', gt: '>', quot: '"', amp: '&' }

const page = (language: Language, body: string) =>
  `<!doctype html><html lang="${language}"><head><meta charset="utf-8"></head>
<body style="font:16px/1.6 system-ui,sans-serif;color:#1b1f23;max-width:36rem;margin:0 auto;padding:24px">
${body}
</body></html>`

/** For HTML's text and attributes. */
export const escapeHtml = (text: string) =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

const plain = (text: string) => text.replaceAll(/\p{Cc}+/gu, ' ')
const oneLine = (text: string) =>
  text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 250)

const dayInWords = (day: string, language: Language) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
