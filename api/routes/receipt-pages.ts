import { Hono } from 'hono'
import type { Ended } from '../contract/response.ts'
import { notFound } from '../errors.ts'
import { receiptPage } from '../pages/notice-page.ts'
import { pageDocument } from '../pages/page-document.ts'
import { nameOf, titleOf } from '../pages/show-card.ts'
import { showNotice } from '../pages/show-notice.ts'
import { PAGE_TEXTS } from '../pages/texts.ts'
import { eraseResponse } from '../services/erase-response.ts'
import { findAsked } from '../services/find-asked.ts'
import { wayOn, wayOnAtOnce } from '../services/redirects.ts'
import { validate } from '../validate.ts'
import { finish, forget, rememberedIn } from './answer-cookie.ts'
import type { Deps, Env } from './context.ts'
import { FRESH, languageOf, type Page, PageQuery, postedFields } from './page-request.ts'
import { LinkPath } from './respond.ts'

/** What is left after the last answer: the receipt, and the right to have it all deleted. */
export const receiptPages = ({ databases, forms, sealer, pageAssets: assets, config, publicUrl }: Deps) => {
  return new Hono<Env>()
    .get('/:key/receipt', validate('param', LinkPath), validate('query', PageQuery), async (c) => {
      const { key } = c.req.valid('param')
      const { s: sealed, language: wish, sent } = c.req.valid('query')
      const id = sealer.open(sealed)
      const asked = await findAsked(databases.app, forms, { key, id })
      if (asked === undefined || id === undefined) throw notFound('receipt')
      const language = languageOf(c, asked, wish)
      if (!asked.isRecorded) {
        const { program: name } = asked
        return c.html(showNotice({ assets, language, sentence: 'nothingThere', name }), 404, FRESH)
      }
      // From here on the link is the next person's at this device.
      if (rememberedIn(c) === sealed) finish(c, key, sealed, publicUrl)
      const onward = sent === undefined ? null : wayOnAtOnce(asked, config.redirectHosts)
      if (onward !== null && isWholeWindow(c)) return c.redirect(onward, 303)
      const { program, form, thanks } = asked
      const body = receiptPage({
        name: nameOf(asked),
        texts: PAGE_TEXTS[language],
        language,
        languages: form.languages,
        address: `/r/${key}`,
        id,
        sealed,
        thanks: thanks[language],
        redirect: wayOn(asked, config.redirectHosts),
        survey: form.survey,
        isFramed: FRAMES.includes(c.req.header('sec-fetch-dest')),
      })
      const title = titleOf(program, language)
      const state = { ended: { id, onward } satisfies Ended }
      return c.html(pageDocument({ language, title, body, assets, state }), 200, FRESH)
    })
    .post('/:key/erase', validate('param', LinkPath), async (c) => {
      const { key } = c.req.valid('param')
      const fields = await postedFields(c)
      const id = sealer.open(fields.get('answer')?.[0] ?? '')
      const asked = await findAsked(databases.app, forms, { key, id })
      if (asked === undefined || id === undefined) throw notFound('receipt')
      const language = languageOf(c, asked, fields.get('in')?.[0])
      const erased = await eraseResponse(databases.app, asked.organisationId, {
        responseId: id,
        actorId: null,
      })
      forget(c, key)
      const sentence = erased ? 'erasedWhat' : 'nothingThere'
      const { program: name } = asked
      const ended = { id, onward: null }
      return c.html(showNotice({ assets, language, sentence, name, ended }), erased ? 200 : 404, FRESH)
    })
}

/** Asked for by a frame, as the browser says. */
const FRAMES: readonly (string | undefined)[] = ['iframe', 'frame']

/**
 * Not a frame, where another site would open inside somebody's page or be refused there: that page is asked instead. Nor a
 * request of the page's own script, which comes back for it as a window. Browsers that do not say are taken for one.
 */
const isWholeWindow = (c: Page): boolean => ['document', undefined].includes(c.req.header('sec-fetch-dest'))
