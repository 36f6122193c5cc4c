import type { Page } from 'playwright-core'
import type { Draft, KeptForm, Waiting } from '../../web/respond/keep.ts'
import { takenOver } from './answer-card.ts'

/** Waits until the worker stands before the page. */
export const isKept = (page: Page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active === null) throw new Error('isKept: no worker is active')
    while (active.state === 'activating') {
      await new Promise((done) => active.addEventListener('statechange', done, { once: true }))
    }
    if (active.state !== 'activated') throw new Error(`isKept: the worker is ${active.state}`)
  })

interface Kept {
  readonly drafts: readonly Draft[]
  readonly forms: readonly KeptForm[]
  readonly waiting: readonly Waiting[]
}

/** A form is kept alone, as by a page that was left between two writings. */
export const leaveForm = (page: Page, link: string, id: string) =>
  page.evaluate(
    async ([link, id]) => {
      const db = await new Promise<IDBDatabase>((done, fail) => {
        const request = indexedDB.open('manyi')
        request.onsuccess = () => done(request.result)
        request.onerror = () => fail(request.error)
      })
      await new Promise((done) => {
        const transaction = db.transaction('forms', 'readwrite')
        transaction.objectStore('forms').put({ id, form: {} }, link)
        transaction.oncomplete = done
      })
      db.close()
    },
    [link, id] as const,
  )

/** What the browser keeps of answers, everything included that the page had begun to write before. */
export const allKept = (page: Page): Promise<Kept> =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const request = indexedDB.open('manyi')
      // Made here, it would stand in the way of the page's own.
      request.onupgradeneeded = () => request.transaction?.abort()
      request.onsuccess = () => done(request.result)
      request.onerror = () => fail(request.error)
    })
    // One that might write comes after all that were begun before it.
    const transaction = db.transaction(['drafts', 'forms', 'waiting'], 'readwrite')
    const all = (store: string) =>
      new Promise<never[]>((done, fail) => {
        const request = transaction.objectStore(store).getAll()
        request.onsuccess = () => done(request.result as never[])
        request.onerror = () => fail(request.error)
      })
    const [drafts, forms, waiting] = await Promise.all([all('drafts'), all('forms'), all('waiting')])
    db.close()
    return { drafts, forms, waiting }
  })

/** How many of each the browser keeps of answers. */
export async function keptIn(page: Page) {
  const { drafts, forms, waiting } = await allKept(page)
  return { drafts: drafts.length, forms: forms.length, waiting: waiting.length }
}

/** Everything in the caches of the site: the address of each entry, and what it says. */
export const cachedIn = (page: Page) =>
  page.evaluate(async () => {
    const found: { cache: string; path: string; text: string }[] = []
    for (const cache of await caches.keys()) {
      const entries = await caches.open(cache)
      for (const { url } of await entries.keys()) {
        const text = (await (await entries.match(url))?.text()) ?? ''
        found.push({ cache, path: new URL(url).pathname, text })
      }
    }
    return found
  })

/** The first card, taken over, on a phone that keeps what a reload without a network needs. */
export async function openKept(page: Page, address: string): Promise<Page> {
  await page.goto(address)
  await takenOver(page)
  await isKept(page)
  return page
}
