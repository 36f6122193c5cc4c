import { Moment } from '../contract/common.ts'
import type { PostedCard } from '../services/answer-card.ts'
import type { Page } from './page-request.ts'

/** One card as the plain form sent it. */
export function postedCard(
  c: Page,
  fields: PostedCard['fields'],
  known: Pick<PostedCard, 'id' | 'sealed' | 'token' | 'language'>,
): PostedCard {
  const to = fields.get('to')?.[0]
  const trap = (fields.get('website')?.[0] ?? '') !== ''
  return {
    ...known,
    page: fields.get('page')?.[0] ?? '',
    to: fields.has('language') ? 'stay' : to === 'back' ? 'back' : 'next',
    startedAt: Moment.safeParse(fields.get('startedAt')?.[0]).data ?? new Date().toISOString(),
    fields,
    paradata: {
      mode: 'web',
      device: /Mobi/.test(c.req.header('user-agent') ?? '') ? 'phone' : 'desktop',
      ...(trap ? { trap } : {}),
    },
  }
}
