import type { Answering, OpenForm, Submission } from '../../api/contract/response.ts'
import { idOf } from './answering.ts'

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
  /** A draft from its beginning, with its form. */
  keepBegun(link: string, draft: Draft, kept: KeptForm): Promise<void>
  /** With its form. */
  dropDraft(link: string): Promise<void>
  listWaiting(): Promise<readonly Waiting[]>
  addWaiting(waiting: Waiting): Promise<boolean>
  dropWaiting(id: string): Promise<void>
  /** All that is kept of one response, by whatever link it was answered. */
  forget(id: string): Promise<void>
  /** Drafts kept for too long go, and forms without one. */
  sweep(now: number): Promise<void>
}

const STORES = ['drafts', 'forms', 'waiting'] as const
type Store = (typeof STORES)[number]

export const KEPT_MS = 30 * 24 * 3600 * 1000

/** One IndexedDB for every link of this server, opened when it is first needed. */
export function openKeep(factory: IDBFactory | undefined = indexedDbOf()): Keep {
  let opening: Promise<IDBDatabase | undefined> | undefined
  const database = () => {
    opening ??= factory === undefined ? Promise.resolve(undefined) : openDatabase(factory)
    return opening
  }
  async function within<T>(
    stores: Store | Store[],
    mode: IDBTransactionMode,
    what: (transaction: IDBTransaction) => IDBRequest<T>,
  ): Promise<T | undefined> {
    const db = await database()
    if (db === undefined) return undefined
    return new Promise((done) => {
      try {
        const transaction = db.transaction(stores, mode)
        const request = what(transaction)
        transaction.oncomplete = () => done(request.result)
        transaction.onerror = transaction.onabort = () => done(undefined)
      } catch {
        done(undefined)
      }
    })
  }
  const ask = <T>(store: Store, mode: IDBTransactionMode, what: (store: IDBObjectStore) => IDBRequest<T>) =>
    within(store, mode, (transaction) => what(transaction.objectStore(store)))
  /** All of it or nothing: a page that is left half way keeps no form without its draft. */
  const change = async (what: (drafts: IDBObjectStore, forms: IDBObjectStore) => IDBRequest): Promise<void> =>
    void (await within(['drafts', 'forms'], 'readwrite', (transaction) =>
      what(transaction.objectStore('drafts'), transaction.objectStore('forms')),
    ))
  const dropWaiting = async (id: string) =>
    void (await ask('waiting', 'readwrite', (store) => store.delete(id)))
  return {
    findDraft: (link) => ask<Draft | undefined>('drafts', 'readonly', (store) => store.get(link)),
    keepDraft: async (link, draft) =>
      void (await ask('drafts', 'readwrite', (store) => store.put(plain(draft), link))),
    findForm: (link) => ask<KeptForm | undefined>('forms', 'readonly', (store) => store.get(link)),
    keepBegun: (link, draft, kept) =>
      change((drafts, forms) => {
        drafts.put(plain(draft), link)
        return forms.put(plain(kept), link)
      }),
    dropDraft: (link) =>
      change((drafts, forms) => {
        drafts.delete(link)
        return forms.delete(link)
      }),
    listWaiting: async () => (await ask<Waiting[]>('waiting', 'readonly', (store) => store.getAll())) ?? [],
    addWaiting: async (waiting) =>
      (await ask('waiting', 'readwrite', (store) => store.put(plain(waiting), waiting.id))) !== undefined,
    dropWaiting,
    forget: async (id) => {
      const dropped = change((drafts, forms) => {
        dropEach<KeptForm>(forms, (kept) => kept.id === id)
        return dropDrafts({ drafts, forms }, (draft) => idOf(draft) === id)
      })
      await Promise.all([dropped, dropWaiting(id)])
    },
    sweep: (now) =>
      change((drafts, forms) => {
        const links = drafts.getAllKeys()
        links.onsuccess = () => dropEach(forms, (_, link) => !links.result.includes(link))
        return dropDrafts({ drafts, forms }, ({ keptAt }) => now - keptAt > KEPT_MS)
      }),
  }
}

/** With their forms. */
const dropDrafts = (
  { drafts, forms }: { readonly drafts: IDBObjectStore; readonly forms: IDBObjectStore },
  goes: (draft: Draft) => boolean,
) => dropEach(drafts, goes, (link) => forms.delete(link))

function dropEach<T>(
  store: IDBObjectStore,
  goes: (value: T, link: IDBValidKey) => boolean,
  gone: (link: IDBValidKey) => void = () => {},
): IDBRequest {
  const request = store.openCursor()
  request.onsuccess = () => {
    const cursor = request.result
    if (cursor === null) return
    if (goes(cursor.value as T, cursor.key)) {
      cursor.delete()
      gone(cursor.key)
    }
    cursor.continue()
  }
  return request
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
