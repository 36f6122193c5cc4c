import type { Context } from 'hono'
import { z } from 'zod'
import type { Language } from '../contract/common.ts'
import { acceptedLanguages, chooseLanguage } from '../pages/choose-language.ts'
import type { Asked } from '../services/find-asked.ts'
import type { Env } from './context.ts'

export type Page = Context<Env>

/** Respondents' pages are made for one person at one moment. */
export const FRESH = { 'cache-control': 'no-store' }

/** `i`: the token of an invitation; `page`: the card to show; `s`: the seal on a receipt; `sent`: it is come to from the last card. */
export const PageQuery = z.object({
  i: z.string().max(200).optional(),
  page: z.string().max(120).optional(),
  language: z.string().max(20).optional(),
  s: z.string().max(100).default(''),
  sent: z.string().max(10).optional(),
})

/** The language wished for, else the one answered in before, invited in, or asked for by the browser. */
export function languageOf(c: Page, { form, partial, invited }: Asked, wish: string | undefined): Language {
  const header = acceptedLanguages(c.req.header('accept-language'))
  return chooseLanguage([wish, partial?.language, invited?.language, ...header], form.languages)
}

/** What a plain form sent: every value of each field, in order. */
export async function postedFields(c: Page): Promise<ReadonlyMap<string, readonly string[]>> {
  const pairs = [...new URLSearchParams(await c.req.text())]
  const fields = Map.groupBy(pairs, ([name]) => name)
  return new Map([...fields].map(([name, values]) => [name, values.map(([, value]) => value)]))
}
