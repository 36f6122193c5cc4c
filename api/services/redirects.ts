/** Whether respondents may be sent there after the last page: https, to a host that the installation allows. */
export function isAllowedRedirect(address: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, port } = new URL(address)
  return protocol === 'https:' && username === '' && port === '' && hosts.includes(hostname)
}
