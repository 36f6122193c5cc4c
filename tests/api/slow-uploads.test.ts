import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ContactImportPreview } from '../../api/contract/contact-import.ts'
import type { InterviewUpload } from '../../api/contract/import.ts'
import { closeGracefully, type Door, listen } from '../../api/server.ts'
import { createTestApp, openFieldwork } from '../test-app.ts'
import { listenTo } from './listen-to.ts'
import { countStored } from './stored.ts'

const LOCAL = { host: '127.0.0.1', port: 0, portIsFixed: true }
/** As in life, in another proportion: an ordinary body has half a second, a file may be silent for one, and take four. */
const BODY_MS = 500
const UPLOADS = { silentMs: 1000, wholeMs: 4000 }

let test: Awaited<ReturnType<typeof createTestApp>>
let mine: Awaited<ReturnType<typeof test.organisation>>
let wave: string
let brandId: string
let door: Door

beforeAll(async () => {
  test = await createTestApp({ uploadPatience: UPLOADS })
  mine = await test.organisation('Mine')
  const fieldwork = await openFieldwork(mine.ask)
  wave = fieldwork.wave.id
  brandId = fieldwork.brandId
  door = await listen(LOCAL, undefined, { requestMs: BODY_MS, checkMs: 50 })
  door.open(test.app.fetch)
})
afterAll(async () => {
  await closeGracefully(door.server, 100)
  await test.stop()
})

interface Upload {
  readonly path: string
  readonly parts: readonly string[]
  readonly everyMs: number
  readonly type?: string
  readonly cookie?: string
}

/** Writes a body part by part, or as many of its parts as it gets to, and hears what the server says to it. */
async function trickle({ path, parts, everyMs, type = 'application/octet-stream', cookie }: Upload) {
  const socket = connect(door.port, '127.0.0.1')
  const said = listenTo(socket)
  const length = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0)
  const head = [
    `POST ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    'connection: close',
    `content-type: ${type}`,
    `content-length: ${length}`,
    `cookie: ${cookie ?? mine.cookie}`,
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  const left = [...parts]
  const timer = setInterval(() => socket.write(left.shift() ?? ''), everyMs)
  const answer = await said
  clearInterval(timer)
  return {
    status: Number(answer.slice(9, 12)),
    body: JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as {
      error: { code: string; message: string }
    },
    left: left.length,
  }
}

const CONTACTS = '/api/contacts/imports?fileName=slow.csv'
const interviews = () => `/api/waves/${wave}/uploads?fileName=slow.csv`
const lines = (count: number) => [
  'email\n',
  ...Array.from({ length: count }, (_, i) => `s${i}@example.org\n`),
]

/** Of files that are under way, or were. */
const partsKept = async () => [
  await countStored(test.databases, mine.organisationId, 'contact_import_part'),
  await countStored(test.databases, mine.organisationId, 'upload_part'),
]

describe('a file over a slow line', () => {
  it('is taken though it needs longer than any other body may', async () => {
    const parts = lines(9)
    const everyMs = (3 * BODY_MS) / parts.length
    const contacts = await trickle({ path: CONTACTS, parts, everyMs })
    expect([contacts.status, (contacts.body as unknown as ContactImportPreview).rows]).toEqual([201, 9])
    const taken = await trickle({ path: interviews(), parts: ['imag1\n', ...Array(9).fill('7\n')], everyMs })
    expect([taken.status, (taken.body as unknown as InterviewUpload).rows]).toEqual([201, 9])
  })

  it('is taken as text in a request, too', async () => {
    const sent = JSON.stringify({ fileName: 'slow.csv', csv: `imag1\n${'7\n'.repeat(50)}`, brandId })
    const parts = Array.from({ length: 10 }, (_, i) => sent.slice(i * 30, i === 9 ? undefined : (i + 1) * 30))
    const path = `/api/waves/${wave}/imports/preview`
    const seen = await trickle({ path, parts, everyMs: 150, type: 'application/json' })
    expect(seen.status).toBe(200)
  })

  it('that stops coming is ended with a sentence, and nothing of it is kept', async () => {
    const before = await partsKept()
    for (const path of [CONTACTS, interviews()]) {
      // Long after it is ended, however slow the machine is.
      const everyMs = UPLOADS.silentMs * 15
      const { status, body, left } = await trickle({ path, parts: lines(9), everyMs })
      expect([status, body.error.code]).toEqual([408, 'too-slow'])
      expect(body.error.message).toBe(
        'file: stopped coming: no byte arrived for 1 seconds; send it again over a better line, or in smaller files',
      )
      expect(left).toBe(10)
    }
    expect(await partsKept()).toEqual(before)
  })

  it('that never ends is ended, however steadily it comes', async () => {
    const before = await partsKept()
    const { status, body, left } = await trickle({ path: CONTACTS, parts: lines(200), everyMs: 50 })
    expect([status, body.error.code]).toEqual([408, 'too-slow'])
    expect(body.error.message).toContain('file: took longer than 4 seconds')
    expect(left).toBeGreaterThan(0)
    expect(await partsKept()).toEqual(before)
  })

  it('is not waited for where nobody may send one', async () => {
    const signedOut = await trickle({ path: CONTACTS, parts: lines(200), everyMs: 50, cookie: 'a=b' })
    expect([signedOut.status, signedOut.left > 150]).toEqual([401, true])
    const elsewhere = await trickle({ path: '/api/programs', parts: lines(200), everyMs: 50 })
    expect(elsewhere.status).toBe(408)
    expect(elsewhere.body.error.message).toContain('request body: did not arrive whole')
  })
})
