import { pino } from 'pino'
import { afterAll, inject } from 'vitest'
import { createAccounts } from '../api/accounts.ts'
import { type App, createApp } from '../api/app.ts'
import type { MailSettings } from '../api/config.ts'
import type { Role } from '../api/contract/common.ts'
import type { NewProgram, Program } from '../api/contract/program.ts'
import type { Collector, Wave } from '../api/contract/wave.ts'
import { openDatabases } from '../api/db/database.ts'
import { uuidv7 } from '../api/ids.ts'
import { startJobs } from '../api/jobs/jobs.ts'
import { createSendOne } from '../api/jobs/send-one.ts'
import { createOwner } from '../api/services/create-owner.ts'
import { createFormShelf } from '../api/services/frozen-forms.ts'
import { createInvitationLinks } from '../api/services/invitation-links.ts'
import { createPersonMarks } from '../api/services/person-marks.ts'
import { createOpenedCounter } from '../api/services/record-opened.ts'
import { createRecorder } from '../api/services/record-response.ts'
import { createSealer } from '../api/services/sealing.ts'
import type { UploadPatience } from '../api/slow-bodies.ts'
import { startWorker } from '../api/work.ts'
import { newProgram } from './new-program.ts'
import { createTestDatabase } from './test-database.ts'

export { newProgram } from './new-program.ts'
export { submission } from './submission.ts'

export const ORIGIN = 'http://127.0.0.1:3000'
export const PASSWORD = 'a-long-enough-password'

export interface Asked<T> {
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

/** Sends one request as somebody; `cookie` is their session. */
export type Ask = <T = { error: { code: string; message: string } }>(
  method: string,
  path: string,
  body?: unknown,
) => Promise<Asked<T>>

/** The real app on a database of its own. `worker: true` also does the work of the queue, mail where it is given. */
export async function createTestApp({
  worker = false,
  rateLimit = false,
  proxies = 0,
  mail = undefined as MailSettings | undefined,
  uploadPatience = undefined as UploadPatience | undefined,
} = {}) {
  const database = await createTestDatabase(inject('postgresUrl'))
  const databases = openDatabases(database.url, () => undefined)
  const log = pino({ level: 'silent' })
  const jobs = await startJobs(databases, log)
  const accounts = createAccounts(databases.system, {
    secret: 'a-secret-for-tests-that-is-long-enough',
    publicUrl: ORIGIN,
    rateLimit,
  })
  const config = { threads: 1, redirectHosts: ['panel.example.org'], proxies }
  const forms = createFormShelf()
  const sealer = createSealer('a-secret-for-tests-that-is-long-enough')
  const pageAssets = { style: '', script: undefined }
  const opened = createOpenedCounter(databases.app, log)
  const links = createInvitationLinks('a-secret-for-tests-that-is-long-enough')
  const marks = createPersonMarks('a-secret-for-tests-that-is-long-enough')
  const post = mail && { ...mail, sendOne: createSendOne(mail) }
  const app: App = createApp({
    databases,
    accounts,
    jobs,
    log,
    config,
    publicUrl: ORIGIN,
    recordResponse: createRecorder(databases.app, forms),
    forms,
    sealer,
    pageAssets,
    opened,
    links,
    marks,
    mail: post,
    ...(uploadPatience === undefined ? {} : { uploadPatience }),
    webFolder: undefined,
  })
  // The round that a worker makes every minute is made by the tests that are about it: it would change what others compare.
  const working = worker
    ? await startWorker(databases, jobs, config, log, { marks, mail, links, lookAfterMs: 3_600_000 })
    : undefined

  async function signIn(email: string, password = PASSWORD): Promise<string> {
    const answer = await app.request('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: ORIGIN },
      body: JSON.stringify({ email, password }),
    })
    return answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }

  return {
    app,
    links,
    marks,
    mail: post,
    opened,
    forms,
    sealer,
    pageAssets,
    /** For programs that are started beside it. */
    databaseUrl: database.url,
    databases,
    jobs,
    accounts,
    signIn,
    ask: asker(app),
    /** An organisation with an owner who is signed in. */
    async organisation(name: string) {
      const email = `${name.toLowerCase()}@example.org`
      const owner = { name, email, password: PASSWORD, organisation: name }
      const { organisationId } = await createOwner(databases.system, accounts, owner)
      const cookie = await signIn(email)
      const ask = asker(app, cookie)
      return {
        organisationId,
        cookie,
        ask,
        /** A colleague with a role, signed in. */
        async member(role: Role): Promise<Ask> {
          const address = `${role}-${uuidv7()}@example.org`
          const made = await ask<{ password: string }>('POST', '/api/members', {
            name: role,
            email: address,
            role,
          })
          return asker(app, await signIn(address, made.body.password))
        },
      }
    },
    async stop() {
      await jobs.stop()
      await working?.stop()
      await databases.close()
      await database.drop()
    },
  }
}

/** The real app with one organisation and its owner, stopped after the last test of the file. */
export async function startTestApp() {
  const test = await createTestApp()
  afterAll(() => test.stop())
  return { test, mine: await test.organisation('Mine') }
}

export function asker(app: App, cookie?: string): Ask {
  return async (method, path, body) => {
    const answer = await app.request(path, {
      method,
      headers: {
        origin: ORIGIN,
        ...(cookie === undefined ? {} : { cookie }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.includes('json') === true
    return { status: answer.status, body: isJson ? JSON.parse(text) : text, headers: answer.headers }
  }
}

/** The body of an answer that must be a success. */
export async function done<T>(asked: Promise<Asked<unknown>>): Promise<T> {
  const { status, body } = await asked
  if (status >= 300) throw new Error(`answered ${status}: ${JSON.stringify(body)}`)
  return body as T
}

/** A published program with an open wave and a link for its own brand. */
export async function openFieldwork(ask: Ask, over: Partial<NewProgram> = {}) {
  const made = await done<Program>(ask('POST', '/api/programs', newProgram(over)))
  const program = await done<Program>(ask('POST', `/api/programs/${made.id}/publish`))
  const wave = await done<Wave>(
    ask('POST', `/api/programs/${program.id}/waves`, {
      name: 'First wave',
      opensOn: '2020-01-01',
      closesOn: '2099-12-31',
    }),
  )
  const brandId = program.brands.find((brand) => brand.own)?.id ?? ''
  const collector = await done<Collector>(ask('POST', `/api/waves/${wave.id}/collectors`, { brandId }))
  const key = new URL(collector.url).pathname.split('/').at(-1) ?? ''
  return { program, wave, collector, key, brandId, path: `/r/${key}` }
}
