import type { Answering, Submission } from '../../api/contract/response.ts'

/** Answers under way, one draft per link. */
export interface Draft extends Answering {
  readonly keptAt: number
}

/** Whole answers on their way, until the server has said what became of them. */
export interface Waiting {
  readonly id: string
  /** Where they are sent. */
  readonly to: string
  readonly submission: Submission
  readonly since: number
}

/** What the browser keeps for the respondent. Where it forbids that, answers live as long as the page. */
export interface Keep {
  findDraft(link: string): Promise<Draft | undefined>
  keepDraft(link: string, draft: Draft): Promise<void>
  dropDraft(link: string): Promise<void>
  listWaiting(): Promise<readonly Waiting[]>
  addWaiting(waiting: Waiting): Promise<boolean>
  dropWaiting(id: string): Promise<void>
}

export const KEPT_MS = 30 * 24 * 3600 * 1000

/** One IndexedDB for every link of this server, opened when it is first needed. */
export function openKeep(factory: IDBFactory | undefined = indexedDbOf()): Keep {
  let opening: Promise<IDBDatabase | undefined> | undefined
  const database = () => {
    opening ??= factory === undefined ? Promise.resolve(undefined) : openDatabase(factory)
    return opening
  }
  async function ask<T>(
    store: 'drafts' | 'waiting',
    mode: IDBTransactionMode,
    what: (store: IDBObjectStore) => IDBRequest<T>,
  ): Promise<T | undefined> {
    const db = await database()
    if (db === undefined) return undefined
    return new Promise((done) => {
      try {
        const transaction = db.transaction(store, mode)
        const request = what(transaction.objectStore(store))
        transaction.oncomplete = () => done(request.result)
        transaction.onerror = transaction.onabort = () => done(undefined)
      } catch {
        done(undefined)
      }
    })
  }
  return {
    findDraft: (link) => ask<Draft | undefined>('drafts', 'readonly', (store) => store.get(link)),
    keepDraft: async (link, draft) =>
      void (await ask('drafts', 'readwrite', (store) => store.put(plain(draft), link))),
    dropDraft: async (link) => void (await ask('drafts', 'readwrite', (store) => store.delete(link))),
    listWaiting: async () => (await ask<Waiting[]>('waiting', 'readonly', (store) => store.getAll())) ?? [],
    addWaiting: async (waiting) =>
      (await ask('waiting', 'readwrite', (store) => store.put(plain(waiting), waiting.id))) !== undefined,
    dropWaiting: async (id) => void (await ask('waiting', 'readwrite', (store) => store.delete(id))),
  }
}

/** SurveyJS's arrays carry functions, which the browser cannot store. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

function openDatabase(factory: IDBFactory): Promise<IDBDatabase | undefined> {
  return new Promise((done) => {
    try {
      const request = factory.open('manyi', 1)
      request.onupgradeneeded = () => {
        request.result.createObjectStore('drafts')
        request.result.createObjectStore('waiting')
      }
      request.onsuccess = () => done(request.result)
      request.onerror = request.onblocked = () => done(undefined)
    } catch {
      done(undefined)
    }
  })
}

/** Some private windows throw when it is only looked at. */
function indexedDbOf(): IDBFactory | undefined {
  try {
    return indexedDB
  } catch {
    return undefined
  }
}
