import type { ErrorBody } from '../../api/contract/common.ts'

/**
 * What we refused with. Undefined: somebody else answered in our place, a network's sign-in page or a proxy while we are
 * away; whatever its status says, it says nothing about the answers.
 */
export async function ourError(reply: Response): Promise<ErrorBody['error'] | undefined> {
  const body = (await reply.json().catch(() => undefined)) as Partial<ErrorBody> | null | undefined
  const error = body?.error
  return typeof error?.code === 'string' && typeof error.requestId === 'string' ? error : undefined
}

/** Whether a page is one of ours, by the mark that api/pages/page-document.ts puts in it. */
export const isOurPage = (html: string): boolean => html.includes('<meta name="generator" content="Manyi">')
