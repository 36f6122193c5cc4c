import type { Page } from 'playwright-core'
import { takenOver } from './answer-card.ts'

/** Waits until the worker stands before the page. */
export const isKept = (page: Page) =>
  page.waitForFunction(async () => (await navigator.serviceWorker.ready).active?.state === 'activated')

/** How many of each the browser keeps of answers. */
export const keptIn = (page: Page) =>
  page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((done) => {
      const request = indexedDB.open('manyi')
      request.onsuccess = () => done(request.result)
    })
    const count = (store: string) =>
      new Promise<number>((done) => {
        const request = db.transaction(store).objectStore(store).count()
        request.onsuccess = () => done(request.result)
      })
    return { drafts: await count('drafts'), forms: await count('forms'), waiting: await count('waiting') }
  })

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
