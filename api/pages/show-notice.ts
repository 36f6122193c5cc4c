import type { Language } from '../contract/common.ts'
import type { Ended } from '../contract/response.ts'
import { noticePage } from './notice-page.ts'
import type { PageAssets } from './page-assets.ts'
import { pageDocument } from './page-document.ts'
import type { Html } from './page-parts.ts'
import { PAGE_TEXTS, type PageTexts } from './texts.ts'

interface ShownNotice {
  readonly assets: PageAssets
  readonly language: Language
  readonly sentence: keyof PageTexts
  /** The program's name; empty where it is not known. */
  readonly name?: string
  /** Where the survey is, to go back to. */
  readonly address?: string | undefined
  /** Whose answers have ended with it. */
  readonly ended?: Ended
}

/** One sentence as a whole document. */
export function showNotice({ assets, language, sentence, name = '', address, ended }: ShownNotice): Html {
  const texts = PAGE_TEXTS[language]
  const link = address === undefined ? {} : { link: { href: address, text: texts.toStart } }
  const body = noticePage({ name, sentence: texts[sentence], texts, ...link })
  return pageDocument({
    language,
    title: name === '' ? texts.title : `${texts.title} · ${name}`,
    body,
    assets,
    state: ended === undefined ? undefined : { ended },
  })
}

const SENTENCES: Readonly<Record<string, keyof PageTexts>> = {
  'not-found': 'gone',
  'unknown-invitation': 'gone',
  'invitation-cancelled': 'closed',
  'invitation-withdrawn': 'switchedOff',
  'wave-planned': 'planned',
  'wave-closed': 'closed',
  'by-invitation': 'byInvitation',
  'quota-full': 'full',
  'id-taken': 'knownBefore',
  'other-response': 'lost',
  erased: 'erasedWhat',
  'other-site': 'otherSite',
  'not-a-form': 'lost',
  'too-large': 'tooMuch',
}

/** What a respondent is told when a request of theirs was refused. */
export const sentenceOfError = (code: string): keyof PageTexts => SENTENCES[code] ?? 'busy'
