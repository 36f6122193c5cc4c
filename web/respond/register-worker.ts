/**
 * After all that the page itself needs: from then on a reload without a network brings the form back. Not in a frame,
 * where it is the page around that is reloaded.
 */
export function registerWorker(): void {
  if (window.parent !== window || !('serviceWorker' in navigator)) return
  // Some browsers and private windows refuse; the page then is what it was before.
  const register = () =>
    void navigator.serviceWorker.register('/r/worker.js', { scope: '/r/' }).catch(() => undefined)
  const whenIdle = () =>
    'requestIdleCallback' in window ? requestIdleCallback(register) : setTimeout(register, 1000)
  if (document.readyState === 'complete') whenIdle()
  else addEventListener('load', whenIdle, { once: true })
}
