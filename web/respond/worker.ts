/**
 * Stands before the pages under `/r/` for one moment: a reload without a network. What the server says goes first, whatever
 * it says; only where nobody answers is the page shown that is kept here. It is the same for everybody and holds nothing
 * of anybody: its script goes on from what the browser itself keeps of a respondent's answers (keep.ts).
 *
 * It stands alone, without imports; the server writes `kept` before it (api/pages/worker-script.ts).
 */
interface Kept {
  /** Of the cache, another one for each build. */
  readonly name: string
  /** Address of the page shown without a network. */
  readonly page: string
  /** The scripts it needs, named by their hash. */
  readonly files: readonly string[]
}

interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface AskingEvent extends Event {
  readonly request: Request
  readonly preloadResponse: Promise<Response | undefined>
  respondWith(answer: Promise<Response>): void
}

interface WorkerScope {
  readonly kept: Kept
  readonly registration: ServiceWorkerRegistration
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: LastingEvent) => void): void
  addEventListener(type: 'fetch', listener: (event: AskingEvent) => void): void
}

const worker = self as unknown as WorkerScope
const { name, page, files } = worker.kept
const OURS = /^manyi-respond-/

worker.addEventListener('install', (event) => event.waitUntil(keepAll()))
worker.addEventListener('activate', (event) => event.waitUntil(takeOver()))
worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(pageFor(event))
  else if (files.includes(pathname)) event.respondWith(fileFor(request, pathname))
})

async function keepAll(): Promise<void> {
  const cache = await caches.open(name)
  await cache.addAll([page, ...files])
  await worker.skipWaiting()
}

/** What earlier builds kept goes; and a visit does not wait until this worker has started. */
async function takeOver(): Promise<void> {
  const others = (await caches.keys()).filter((other) => OURS.test(other) && other !== name)
  await Promise.all(others.map((other) => caches.delete(other)))
  await worker.registration.navigationPreload?.enable()
}

async function pageFor({ request, preloadResponse }: AskingEvent): Promise<Response> {
  try {
    return (await preloadResponse) ?? (await fetch(request))
  } catch (error) {
    const shown = await find(page)
    if (shown === undefined) throw error
    return shown
  }
}

const fileFor = async (request: Request, path: string): Promise<Response> =>
  (await find(path)) ?? fetch(request)

const find = (path: string) => caches.match(path, { cacheName: name, ignoreVary: true })
