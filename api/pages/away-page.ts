import { html } from 'hono/html'
import type { Language } from '../contract/common.ts'
import { noticePage } from './notice-page.ts'
import type { PageAssets } from './page-assets.ts'
import { pageDocument } from './page-document.ts'
import type { Html } from './page-parts.ts'
import { PAGE_TEXTS } from './texts.ts'

/**
 * Shown by the worker under any address of `/r/` where there is no network: the same for everybody. Its script puts the form
 * here that the browser keeps of this link; the sentence is for links of which it keeps none.
 */
export function awayPage(assets: PageAssets, language: Language): Html {
  const texts = PAGE_TEXTS[language]
  const notice = noticePage({
    name: '',
    sentence: texts.noNetwork,
    texts,
    link: { href: '', text: texts.again },
  })
  const body = html`<div id="away" hidden>${notice}</div>`
  return pageDocument({ language, title: texts.title, body, assets, state: {} })
}
