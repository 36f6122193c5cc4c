import type { Language } from '../i18n/languages.ts'

/** What a sheet says, in the languages of its form at once; the reader's own is not asked. */
interface SheetWords {
  readonly invitation: (brand: string) => string
  readonly minutes: (minutes: number) => string
  readonly how: string
}

/** A name that is written in the other direction, or says so, turns itself around and not the sentence. */
const apart = (name: string) => `\u2068${name}\u2069`

export const SHEET_WORDS: Readonly<Record<Language, SheetWords>> = {
  en: {
    invitation: (brand) => `How was it with ${apart(brand)}? Tell us.`,
    minutes: (minutes) => (minutes <= 1 ? 'It takes about a minute.' : `It takes about ${minutes} minutes.`),
    how: 'Point your phone’s camera here, or type the address.',
  },
  'zh-Hans': {
    invitation: (brand) => `您对${apart(brand)}满意吗？请告诉我们。`,
    minutes: (minutes) => `大约需要${Math.max(1, minutes)}分钟。`,
    how: '请用手机扫描二维码，或输入下面的网址。',
  },
  'zh-Hant': {
    invitation: (brand) => `您對${apart(brand)}滿意嗎？請告訴我們。`,
    minutes: (minutes) => `大約需要${Math.max(1, minutes)}分鐘。`,
    how: '請用手機掃描 QR 碼，或輸入下面的網址。',
  },
}
