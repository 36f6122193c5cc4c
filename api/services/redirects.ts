import type { RedirectWhen } from '../contract/program.ts'
import { ApiError } from '../errors.ts'

/** Whether respondents may be sent there after the last page: https, to a host that the installation allows. */
export function isAllowedRedirect(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, port } = new URL(address)
  return protocol === 'https:' && username === '' && port === '' && hosts.includes(hostname)
}

interface WayOn {
  readonly redirect: string | null
  readonly redirectWhen: RedirectWhen
}

/** Where the page with the receipt leads on to; null: nowhere, or nowhere that is allowed today. */
export const wayOn = ({ redirect }: Pick<WayOn, 'redirect'>, hosts: readonly string[]): string | null =>
  redirect !== null && isAllowedRedirect(redirect, hosts) ? redirect : null

/** Where respondents go in place of the page with the receipt, as soon as their answers are recorded. */
export const wayOnAtOnce = (asked: WayOn, hosts: readonly string[]): string | null =>
  asked.redirectWhen === 'at-once' ? wayOn(asked, hosts) : null

/** Refuses a program that would send respondents elsewhere. Allowed hosts may change: the last page asks again. */
export function checkRedirect(
  { redirect }: { redirect?: string | null | undefined },
  hosts: readonly string[],
): void {
  if (redirect === null || redirect === undefined || isAllowedRedirect(redirect, hosts)) return
  const allowed =
    hosts.length === 0
      ? 'this installation allows none (MANYI_REDIRECT_HOSTS)'
      : `this installation allows https addresses of ${hosts.join(', ')}`
  const message = `redirect: respondents cannot be sent there; ${allowed}`
  throw new ApiError(422, 'redirect-not-allowed', message, [
    { item: 'redirect', reason: 'redirect-not-allowed', message },
  ])
}
