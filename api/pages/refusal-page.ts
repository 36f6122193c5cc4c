import type { HonoRequest } from 'hono'
import type { Language } from '../contract/common.ts'
import { browserLanguage } from './choose-language.ts'
import { linkAddress } from './link-address.ts'
import type { PageAssets } from './page-assets.ts'
import type { Html } from './page-parts.ts'
import { sentenceOfError, showNotice } from './show-notice.ts'

/** Addresses that people open or send plain forms to; the rest are for scripts. */
const PAGE = /^(\/r\/[^/]+)(?:\/(?:answer|erase|receipt))?$/

/**
 * What somebody reading `/r/KEY` in a browser sees when they are refused, in a language of their `own` where one is known;
 * undefined for scripts and everything else.
 */
export function refusalPage(
  request: HonoRequest,
  code: string,
  assets: PageAssets,
  own: Language | null = null,
): Html | undefined {
  const [, link] = PAGE.exec(request.path) ?? []
  if (link === undefined || !/text\/html/.test(request.header('accept') ?? '')) return undefined
  const language = own ?? browserLanguage(request.header('accept-language'))
  const sentence = sentenceOfError(code)
  const isWorthAnother = ['busy', 'tooMuch', 'lost', 'otherSite'].includes(sentence)
  // Whoever was invited goes back as who they are.
  const address = isWorthAnother ? linkAddress(link, request.query('i')) : undefined
  return showNotice({ assets, language, sentence, address })
}
