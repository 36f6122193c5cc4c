import { isOurPage } from './said-by-us.ts'
import { whileSeen } from './while-seen.ts'

const AGAIN_MS = 15_000

/** The page that the worker shows now, which is small and the same for everybody. */
const AWAY_PATH = '/r/offline'

/**
 * Loads the page anew as soon as we answer: asked now and then, for a server that was away says nothing of it, and when
 * the device says that it is online.
 */
export function reloadWhenBack(): void {
  let asking: AbortController | undefined
  const ask = async () => {
    // One question at a time; what still hangs from before does not come.
    asking?.abort()
    const own = new AbortController()
    asking = own
    if (!(await areWeThere(own.signal)) || own !== asking) return
    stop()
    removeEventListener('online', ask)
    location.reload()
  }
  const stop = whileSeen(AGAIN_MS, ask)
  addEventListener('online', ask)
}

/** Not by the sign-in page of a network, nor a proxy without a server behind it. */
async function areWeThere(signal: AbortSignal): Promise<boolean> {
  try {
    const reply = await fetch(AWAY_PATH, { cache: 'no-store', signal })
    return reply.ok && isOurPage(await reply.text())
  } catch {
    return false
  }
}
