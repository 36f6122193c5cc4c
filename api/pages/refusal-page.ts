import type { HonoRequest } from 'hono'
import { browserLanguage } from './choose-language.ts'
import type { PageAssets } from './page-assets.ts'
import type { Html } from './page-parts.ts'
import { sentenceOfError, showNotice } from './show-notice.ts'

/** Addresses that people open or send plain forms to; the rest are for scripts. */
const PAGE = /^(\/r\/[^/]+)(?:\/(?:answer|erase|receipt))?$/

/** What somebody reading `/r/KEY` in a browser sees when they are refused; undefined for scripts and everything else. */
export function refusalPage(request: HonoRequest, code: string, assets: PageAssets): Html | undefined {
  const [, link] = PAGE.exec(request.path) ?? []
  if (link === undefined || !/text\/html/.test(request.header('accept') ?? '')) return undefined
  const language = browserLanguage(request.header('accept-language'))
  const sentence = sentenceOfError(code)
  const wayBack = ['busy', 'tooMuch', 'lost', 'otherSite'].includes(sentence) ? link : undefined
  return showNotice({ assets, language, sentence, address: wayBack })
}
