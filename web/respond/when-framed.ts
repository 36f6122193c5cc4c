/**
 * In a frame made by embed.js: hands on how to tell the page around it something. The page around asks first, so it is one
 * that listens; which sites may be around is the policy's matter, not ours.
 */
export function whenFramed(begin: (tell: (message: object) => void) => void): void {
  if (window.parent === window) return
  window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== window.parent || !isGreeting(data)) return
    begin((message) => window.parent.postMessage(message, origin))
  })
}

const isGreeting = (data: unknown) =>
  typeof data === 'object' && data !== null && 'manyi' in data && data.manyi === 'framed'
