/**
 * In a frame made by embed.js: tells the page around it how high this one is, whenever that changes. The page around
 * asks first, so it is one that listens; which sites may be around is the policy's matter, not ours.
 */
export function tellHeight(): void {
  if (window.parent === window) return
  window.addEventListener('message', ({ source, origin, data }) => {
    if (source !== window.parent || !isGreeting(data)) return
    // Without a height of its own, or it would never get lower than its frame.
    document.documentElement.classList.add('framed')
    const tell = () => {
      const { height } = document.documentElement.getBoundingClientRect()
      window.parent.postMessage({ manyi: 'height', height }, origin)
    }
    new ResizeObserver(tell).observe(document.documentElement)
  })
}

const isGreeting = (data: unknown) =>
  typeof data === 'object' && data !== null && 'manyi' in data && data.manyi === 'framed'
