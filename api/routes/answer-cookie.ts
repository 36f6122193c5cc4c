import { getCookie, setCookie } from 'hono/cookie'
import type { Page } from './page-request.ts'

const COOKIE = 'manyi-answer'
const ONE_DAY = 24 * 3600
const THIRTY_DAYS = 30 * ONE_DAY
const SENT = 'sent.'

/** The sealed id this browser answers under on this link. */
export const rememberedIn = (c: Page): string | undefined => getCookie(c, COOKIE)

/** Readable by us alone, sent back to this link alone, and only from our own pages and links. */
export function remember(c: Page, key: string, sealed: string, publicUrl: string): void {
  if (rememberedIn(c) === sealed) return
  set(c, key, { value: sealed, publicUrl, maxAge: THIRTY_DAYS })
}

/** The answers have arrived. The link begins anew, but the cards behind them in the browser's history do not. */
export function finish(c: Page, key: string, sealed: string, publicUrl: string): void {
  set(c, key, { value: SENT + sealed, publicUrl, maxAge: ONE_DAY })
}

/** What this browser sent last on this link. */
export function finishedIn(c: Page): string | undefined {
  const held = rememberedIn(c)
  return held?.startsWith(SENT) === true ? held.slice(SENT.length) : undefined
}

interface Cookie {
  readonly value: string
  readonly publicUrl: string
  readonly maxAge: number
}

function set(c: Page, key: string, { value, publicUrl, maxAge }: Cookie): void {
  setCookie(c, COOKIE, value, {
    path: `/r/${key}`,
    httpOnly: true,
    sameSite: 'Lax',
    secure: publicUrl.startsWith('https:'),
    maxAge,
  })
}

export function forget(c: Page, key: string): void {
  setCookie(c, COOKIE, '', { path: `/r/${key}`, httpOnly: true, sameSite: 'Lax', maxAge: 0 })
}
