import { getCookie, setCookie } from 'hono/cookie'
import type { Page } from './page-request.ts'

const COOKIE = 'manyi-answer'
const THIRTY_DAYS = 30 * 24 * 3600

/** The sealed id this browser answers under on this link. */
export const rememberedIn = (c: Page): string | undefined => getCookie(c, COOKIE)

/** Readable by us alone, sent back to this link alone, and only from our own pages and links. */
export function remember(c: Page, key: string, sealed: string, publicUrl: string): void {
  if (rememberedIn(c) === sealed) return
  setCookie(c, COOKIE, sealed, {
    path: `/r/${key}`,
    httpOnly: true,
    sameSite: 'Lax',
    secure: publicUrl.startsWith('https:'),
    maxAge: THIRTY_DAYS,
  })
}

export function forget(c: Page, key: string): void {
  setCookie(c, COOKIE, '', { path: `/r/${key}`, httpOnly: true, sameSite: 'Lax', maxAge: 0 })
}
