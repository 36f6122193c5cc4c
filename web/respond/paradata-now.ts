import type { Paradata } from '../../api/contract/response.ts'
import type { createPageClock } from './page-clock.ts'

/** How the answers are being given, as far as this device can tell. `trap`: the field that people cannot see. */
export function paradataNow(
  clock: ReturnType<typeof createPageClock>,
  trap: HTMLInputElement | null,
): Paradata {
  const width = innerWidth
  const device = width < 640 ? 'phone' : width < 1024 ? 'tablet' : 'desktop'
  const caught = trap !== null && trap.value !== ''
  return { mode: 'web', device, width, pageSeconds: clock.read(), ...(caught ? { trap: true } : {}) }
}
