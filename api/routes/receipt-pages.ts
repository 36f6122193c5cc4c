import { Hono } from 'hono'
import type { Language } from '../contract/common.ts'
import { notFound } from '../errors.ts'
import { receiptPage } from '../pages/notice-page.ts'
import { pageDocument } from '../pages/page-document.ts'
import { nameOf, titleOf } from '../pages/show-card.ts'
import { showNotice } from '../pages/show-notice.ts'
import { PAGE_TEXTS, type PageTexts } from '../pages/texts.ts'
import { eraseResponse } from '../services/erase-response.ts'
import { type Asked, findAsked } from '../services/find-asked.ts'
import { wayOn, wayOnAtOnce } from '../services/redirects.ts'
import { validate } from '../validate.ts'
import { finish, forget, rememberedIn } from './answer-cookie.ts'
import type { Deps, Env } from './context.ts'
import { FRESH, languageOf, PageQuery, postedFields } from './page-request.ts'
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
      if (!asked.isRecorded) return c.html(told(asked, language, 'nothingThere'), 404, FRESH)
      // From here on the link is the next person's at this device.
      if (rememberedIn(c) === sealed) finish(c, key, sealed, publicUrl)
      const elsewhere = sent === undefined ? null : wayOnAtOnce(asked, config.redirectHosts)
      if (elsewhere !== null) return c.redirect(elsewhere, 303)
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
      })
      return c.html(pageDocument({ language, title: titleOf(program, language), body, assets }), 200, FRESH)
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
      return c.html(told(asked, language, erased ? 'erasedWhat' : 'nothingThere'), erased ? 200 : 404, FRESH)
    })

  function told({ program }: Asked, language: Language, sentence: keyof PageTexts) {
    return showNotice({ assets, language, sentence, name: program })
  }
}
