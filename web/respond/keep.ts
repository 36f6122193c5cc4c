import type { Answering, OpenForm, Submission } from '../../api/contract/response.ts'
import { addressOf, idOf } from './answering.ts'

/** Answers under way, one draft per link. */
export interface Draft extends Answering {
  readonly keptAt: number
}

/** The form that a draft answers, to go on with where there is no network. */
export interface KeptForm {
  /** Of the response it was laid out for. */
  readonly id: string
  readonly form: OpenForm
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
  findForm(link: string): Promise<KeptForm | undefined>
  keepForm(link: string, kept: KeptForm): Promise<void>
  /** With its form. */
  dropDraft(link: string): Promise<void>
  listWaiting(): Promise<readonly Waiting[]>
  addWaiting(waiting: Waiting): Promise<boolean>
  dropWaiting(id: string): Promise<void>
  /** All that is kept of one response, by whatever link it was answered. */
  forget(id: string): Promise<void>
  /** Drafts kept for too long go. */
  sweep(now: number): Promise<void>
}

const STORES = ['drafts', 'forms', 'waiting'] as const

export const KEPT_MS = 30 * 24 * 3600 * 1000

/** One IndexedDB for every link of this server, opened when it is first needed. */
export function openKeep(factory: IDBFactory | undefined = indexedDbOf()): Keep {
  let opening: Promise<IDBDatabase | undefined> | undefined
  const database = () => {
    opening ??= factory === undefined ? Promise.resolve(undefined) : openDatabase(factory)
    return opening
  }
  async function ask<T>(
    store: (typeof STORES)[number],
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
  const dropDraft = async (link: string) => {
    await Promise.all([
      ask('drafts', 'readwrite', (store) => store.delete(link)),
      ask('forms', 'readwrite', (store) => store.delete(link)),
    ])
  }
  const dropWaiting = async (id: string) =>
    void (await ask('waiting', 'readwrite', (store) => store.delete(id)))
  const dropDrafts = async (goes: (draft: Draft) => boolean) => {
    const drafts = (await ask<Draft[]>('drafts', 'readonly', (store) => store.getAll())) ?? []
    await Promise.all(drafts.filter(goes).map((draft) => dropDraft(addressOf(draft))))
  }
  return {
    findDraft: (link) => ask<Draft | undefined>('drafts', 'readonly', (store) => store.get(link)),
    keepDraft: async (link, draft) =>
      void (await ask('drafts', 'readwrite', (store) => store.put(plain(draft), link))),
    findForm: (link) => ask<KeptForm | undefined>('forms', 'readonly', (store) => store.get(link)),
    keepForm: async (link, kept) =>
      void (await ask('forms', 'readwrite', (store) => store.put(plain(kept), link))),
    dropDraft,
    listWaiting: async () => (await ask<Waiting[]>('waiting', 'readonly', (store) => store.getAll())) ?? [],
    addWaiting: async (waiting) =>
      (await ask('waiting', 'readwrite', (store) => store.put(plain(waiting), waiting.id))) !== undefined,
    dropWaiting,
    forget: async (id) => {
      await Promise.all([dropDrafts((draft) => idOf(draft) === id), dropWaiting(id)])
    },
    sweep: (now) => dropDrafts(({ keptAt }) => now - keptAt > KEPT_MS),
  }
}

/** SurveyJS's arrays carry functions, which the browser cannot store. */
const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

function openDatabase(factory: IDBFactory): Promise<IDBDatabase | undefined> {
  return new Promise((done) => {
    try {
      const request = factory.open('manyi', 2)
      request.onupgradeneeded = () => {
        const { result: db } = request
        for (const store of STORES) if (!db.objectStoreNames.contains(store)) db.createObjectStore(store)
      }
      request.onsuccess = () => {
        // A later build with one store more, in another tab, does not wait for this page to close.
        request.result.onversionchange = () => request.result.close()
        done(request.result)
      }
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
