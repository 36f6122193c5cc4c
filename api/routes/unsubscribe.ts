import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { z } from 'zod'
import type { Language } from '../contract/common.ts'
import { ApiError } from '../errors.ts'
import { acceptedLanguages, chooseLanguage } from '../pages/choose-language.ts'
import { unsubscribePage } from '../pages/unsubscribe-page.ts'
import { findInvitation } from '../services/find-invitation.ts'
import { unsubscribe } from '../services/unsubscribe.ts'
import { validate } from '../validate.ts'
import type { Deps, Env } from './context.ts'

const Path = z.object({ key: z.string().regex(/^[a-z0-9]{8,40}$/) })
const Query = z.object({ i: z.string().max(60).default('') })

/**
 * The last link of every invitation. Looking at it changes nothing, for mail scanners follow links; the button, and the
 * one-click POST of mail programs (RFC 8058), do. No account, no cookie; the token says who.
 */
export const unsubscribeRoutes = ({ databases }: Deps, guesses: MiddlewareHandler) => {
  const { app: db } = databases
  return new Hono<Env>()
    .use('/:key', guesses)
    .get('/:key', validate('param', Path), validate('query', Query), async (c) => {
      const { key } = c.req.valid('param')
      const invited = await findInvitation(db, key, c.req.valid('query').i, { cancelled: 'too' })
      return c.html(unsubscribePage(languageOf(c, invited.language), 'ask'), 200, NO_STORE)
    })
    .post('/:key', validate('param', Path), validate('query', Query), async (c) => {
      const invited = await unsubscribe(db, c.req.valid('param').key, c.req.valid('query').i)
      return c.html(unsubscribePage(languageOf(c, invited.language), 'done'), 200, NO_STORE)
    })
    .onError((error, c) => {
      if (!(error instanceof ApiError) || error.status === 503) throw error
      const language = languageOf(c)
      return c.html(
        unsubscribePage(language, error.status === 429 ? 'later' : 'unknown'),
        error.status,
        NO_STORE,
      )
    })
}

const NO_STORE = { 'cache-control': 'no-store' }

/** The contact's own, or the first of ours that the browser asks for. */
const languageOf = (c: Context<Env>, own: Language | null = null): Language =>
  chooseLanguage([own, ...acceptedLanguages(c.req.header('accept-language'))], ['en', 'zh-Hans', 'zh-Hant'])
