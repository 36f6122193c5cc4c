import { Hono } from 'hono'
import { z } from 'zod'
import type { Language } from '../contract/common.ts'
import { findPicture } from '../db/pictures.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'
import { browserLanguage } from '../pages/choose-language.ts'
import { linkAddress } from '../pages/link-address.ts'
import { receiptAddress } from '../pages/notice-page.ts'
import { showCard } from '../pages/show-card.ts'
import { showNotice } from '../pages/show-notice.ts'
import type { PageTexts } from '../pages/texts.ts'
import {
  answerCard,
  answersSoFar,
  type Onward,
  type PostedCard,
  pagesOf,
  whyTurnedAway,
} from '../services/answer-card.ts'
import { declineConsent } from '../services/decline-consent.ts'
import { type Asked, findAsked } from '../services/find-asked.ts'
import { quotaRoom } from '../services/quota-room.ts'
import { mayRate } from '../services/room-on-card.ts'
import { refuseOther, refuseUnlessOpen } from '../services/save-partial.ts'
import { wayLeftFor } from '../services/way-left-for.ts'
import { whoAnswers } from '../services/who-answers.ts'
import { validate } from '../validate.ts'
import { createAllowance } from './allowance.ts'
import { finish, finishedIn, forget, remember, rememberedIn } from './answer-cookie.ts'
import { awayPages } from './away-pages.ts'
import type { Deps, Env } from './context.ts'
import { FRESH, languageOf, type Page, PageQuery, postedFields } from './page-request.ts'
import { postedCard } from './posted-card.ts'
import { receiptPages } from './receipt-pages.ts'
import { LinkPath } from './respond.ts'

/** The respondent's pages as HTML: everything can be read and answered without a script. */
export const respondPages = (deps: Deps) => {
  const { databases, forms, sealer, opened, pageAssets: assets } = deps
  const mayPost = createAllowance({ burst: 60, perMinute: 60 })

  return new Hono<Env>()
    .route('/', awayPages(deps))
    .get('/:key', validate('param', LinkPath), validate('query', PageQuery), async (c) => {
      const { key } = c.req.valid('param')
      const { i: token, page, language: wish } = c.req.valid('query')
      const held = sealer.open(rememberedIn(c) ?? '')
      const asked = await findAsked(databases.app, forms, { key, token, id: held })
      if (asked === undefined) throw notFound('link')
      const id = whoAnswers(asked, held)
      if (asked.isRecorded) return c.redirect(receiptAddress(`/r/${key}`, sealer.seal(id)), 303)
      if (asked.isErased && asked.invited !== undefined) return erased(c, asked, { id, wish })
      const sent = finishedIn(c)
      if (sent !== undefined && page !== undefined && token === undefined) {
        return c.redirect(receiptAddress(`/r/${key}`, sent), 303)
      }
      refuseUnlessOpen(asked)
      const language = languageOf(c, asked, wish)
      remember(c, key, sealer.seal(id), deps.publicUrl)
      const before = whyTurnedAway(asked)
      if (before !== undefined) return c.html(told(asked, language, before), 200, FRESH)
      const isFull = await isFullAlready(asked)
      // Only who saw a card has opened it: opening and not answering is a refusal, being turned away is not.
      if (asked.partial === undefined && page === undefined) {
        const { organisationId, collector, invited } = asked
        const count = isFull ? opened.turnAway : opened.record
        count({ ...collector, organisationId }, invited?.id ?? null)
      }
      if (isFull) return c.html(told(asked, language, 'full'), 200, FRESH)
      return c.html(cardAt(asked, { id, token, language, page }), 200, FRESH)
    })
    .post('/:key/answer', validate('param', LinkPath), validate('query', PageQuery), async (c) => {
      const { key } = c.req.valid('param')
      const { i: token } = c.req.valid('query')
      const fields = await postedFields(c)
      const sealed = fields.get('answer')?.[0] ?? ''
      const id = sealer.open(sealed)
      const asked = id === undefined ? undefined : await findAsked(databases.app, forms, { key, token, id })
      if (id === undefined || asked === undefined) {
        return c.html(
          showNotice({
            assets,
            language: browserLanguage(c.req.header('accept-language')),
            sentence: 'lost',
            address: linkAddress(`/r/${key}`, token),
          }),
          404,
        )
      }
      const wish = fields.get('language')?.[0] ?? fields.get('in')?.[0]
      const before = ended(c, asked, { id, wish })
      if (before !== undefined) return before
      refuseOther(asked, id)
      if (fields.get('to')?.[0] === 'decline') {
        await declineConsent(databases.app, asked, { id, sealed })
        forget(c, key)
        const language = languageOf(c, asked, wish)
        const address = linkAddress(`/r/${key}`, token)
        return c.html(
          showNotice({ assets, language, sentence: 'declined', name: asked.program, address }),
          200,
          FRESH,
        )
      }
      refuseUnlessOpen(asked)
      const language = languageOf(c, asked, wish)
      const wait = mayPost(id)
      if (wait > 0) return c.html(told(asked, language, 'busy'), 429, { 'retry-after': String(wait) })
      const card = postedCard(c, fields, { id, sealed, token, language })
      const onward = await answerCard({ db: databases.app, recordResponse: deps.recordResponse }, asked, card)
      if (onward.kind === 'recorded') {
        finish(c, key, sealed, deps.publicUrl)
        return recorded(c, { id, language })
      }
      if (onward.kind === 'ended') {
        const now = await findAsked(databases.app, forms, { key, token, id })
        const after = now && ended(c, now, { id, wish })
        if (after === undefined) throw new ApiError(409, 'id-taken', 'answer: its id is in use elsewhere')
        return after
      }
      if (onward.kind === 'screened-out') return c.html(told(asked, language, onward.why), 200, FRESH)
      return goOn(c, card, onward)
    })
    .get('/:key/pictures/:id', validate('param', LinkPath.extend({ id: z.uuid() })), async (c) => {
      const { key, id } = c.req.valid('param')
      const asked = await findAsked(databases.app, forms, { key })
      const picture =
        asked === undefined
          ? undefined
          : await withOrganisation(databases.app, asked.organisationId, (db) => findPicture(db, id))
      if (picture === undefined) throw notFound('picture')
      return c.body(new Uint8Array(picture.bytes), 200, {
        'content-type': picture.type,
        'cache-control': 'public, max-age=31536000, immutable',
      })
    })
    .route('/', receiptPages(deps))

  /** Nobody begins what cannot be taken: the brand of the link, or every brand, may have its answers already. */
  async function isFullAlready(asked: Asked): Promise<boolean> {
    if (asked.partial !== undefined) return false
    const known = { brandIds: mayRate(asked, {}), attributes: asked.invited?.attributes ?? {} }
    const { organisationId, collector } = asked
    return !(await quotaRoom(databases.app, organisationId, collector.waveId, known)).room
  }

  /**
   * Where those go whose answers are not under way any more; undefined while they are. What was sent counts, also sent twice,
   * or through the link of a contact that was merged with the one who has answered.
   */
  function ended(c: Page, asked: Asked, { id, wish }: { id: string; wish: string | undefined }) {
    const own = asked.invited?.responseId ?? id
    const language = languageOf(c, asked, wish)
    if (asked.isRecorded) return recorded(c, { id: own, language })
    if (asked.isErased) return erased(c, asked, { id: own, wish })
    const turnedAway = whyTurnedAway(asked)
    return turnedAway === undefined ? undefined : c.html(told(asked, language, turnedAway), 200, FRESH)
  }

  function recorded(c: Page, { id, language }: { id: string; language: Language }) {
    const receipt = receiptAddress(`/r/${c.req.param('key') ?? ''}`, sealer.seal(id))
    return c.redirect(`${receipt}&language=${language}&sent=1`, 303)
  }

  /** Nothing is asked again of whom it was erased for; an open link begins anew. */
  function erased(c: Page, asked: Asked, { id, wish }: { id: string; wish: string | undefined }) {
    // By now it may be somebody else who answers at this device.
    if (rememberedIn(c) === sealer.seal(id)) forget(c, c.req.param('key') ?? '')
    const language = languageOf(c, asked, wish)
    const { program: name } = asked
    const page = { assets, language, sentence: 'erasedWhat', name, ended: { id, onward: null } } as const
    return c.html(showNotice(page), 410, FRESH)
  }

  function told({ program }: Asked, language: Language, sentence: keyof PageTexts) {
    return showNotice({ assets, language, sentence, name: program })
  }

  /** The card asked for, as far as this respondent has come; without one, the first not yet answered. */
  function cardAt(asked: Asked, { id, token, language, page }: Shown) {
    const answers = answersSoFar(asked)
    const pages = pagesOf(asked, id, answers)
    const reached = Math.max(
      0,
      pages.findIndex(({ name }) => name === asked.partial?.page),
    )
    const wanted = pages.findIndex(({ name }) => name === page)
    const place = wanted >= 0 && wanted <= reached ? wanted : reached
    const resumed = page === undefined && reached > 0
    return showCard(asked, {
      assets,
      sealed: sealer.seal(id),
      token,
      language,
      pages,
      place,
      left: wayLeftFor(asked, id, { answers, at: pages[place]?.name }),
      answers,
      resumed,
    })
  }

  /** To the next card by its own address, so that Back works; a browser that keeps no cookie gets it at once. */
  async function goOn(
    c: Page,
    card: PostedCard,
    onward: Exclude<Onward, { kind: 'recorded' | 'ended' | 'screened-out' }>,
  ) {
    const { id, sealed, token, language } = card
    const key = c.req.param('key') ?? ''
    const keeps = token !== undefined || rememberedIn(c) === sealed
    if (onward.kind === 'page' && keeps) {
      const query = new URLSearchParams({
        ...(token === undefined ? {} : { i: token }),
        page: onward.page,
        language,
      })
      return c.redirect(`/r/${key}?${query}`, 303)
    }
    const asked = await findAsked(databases.app, forms, { key, token, id })
    if (asked === undefined) throw notFound('link')
    if (onward.kind === 'page')
      return c.html(cardAt(asked, { id, token, language, page: onward.page }), 200, FRESH)
    const { answers, problems } = onward
    const pages = pagesOf(asked, id, answers)
    const place = Math.max(
      0,
      pages.findIndex(({ name }) => name === onward.page),
    )
    return c.html(
      showCard(asked, {
        ...{ assets, sealed, token, language, pages, place, answers, problems },
        left: wayLeftFor(asked, id, { answers, at: pages[place]?.name }),
      }),
      422,
      FRESH,
    )
  }
}

interface Shown {
  readonly id: string
  readonly token: string | undefined
  readonly language: Language
  readonly page: string | undefined
}
