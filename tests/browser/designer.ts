import type { Page } from 'playwright-core'
import type { NewProgram } from '../../api/contract/program.ts'
import type { Collector } from '../../api/contract/wave.ts'

/** Sends what the studio would send, from one of its pages. */
export async function ask<T>(page: Page, method: string, path: string, body?: unknown): Promise<T> {
  return page.evaluate(
    async ([method, path, body]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(path as string, { method: method as string, headers, body: body as string })
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
      return answer.json()
    },
    [method, path, method === 'GET' ? undefined : JSON.stringify(body ?? {})],
  )
}

/** The first account of an empty installation, signed in. */
export async function signUp(page: Page, url: string): Promise<void> {
  await page.goto(url)
  const account = { email: 'lin@example.org', password: 'a quiet sentence' }
  await ask(page, 'POST', '/api/setup', { ...account, name: 'Lin', organisation: 'Quality' })
  await ask(page, 'POST', '/api/auth/sign-in/email', account)
}

/** A program that is not published yet, by its id. */
export async function makeDraft(page: Page, program: NewProgram): Promise<string> {
  return (await ask<{ id: string }>(page, 'POST', '/api/programs', program)).id
}

/** A published program with an open wave and a link for its own brand, which these sites may frame. */
export async function openSurvey(
  page: Page,
  program: NewProgram,
  embedOrigins: readonly string[] = [],
): Promise<Collector> {
  const id = await makeDraft(page, program)
  const { brands } = await ask<{ brands: { id: string; own: boolean }[] }>(
    page,
    'POST',
    `/api/programs/${id}/publish`,
  )
  const days = { name: 'Spring', opensOn: '2020-01-01', closesOn: '2099-12-31' }
  const wave = await ask<{ id: string }>(page, 'POST', `/api/programs/${id}/waves`, days)
  const brandId = brands.find(({ own }) => own)?.id
  const link = await ask<Collector>(page, 'POST', `/api/waves/${wave.id}/collectors`, { brandId })
  return ask<Collector>(page, 'PATCH', `/api/collectors/${link.id}`, { embedOrigins })
}
