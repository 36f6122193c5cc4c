import { ApiError } from '../errors.ts'

/** Whether respondents may be sent there after the last page: https, to a host that the installation allows. */
export function isAllowedRedirect(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, port } = new URL(address)
  return protocol === 'https:' && username === '' && port === '' && hosts.includes(hostname)
}

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
