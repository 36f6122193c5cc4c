import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { deleteOldFiles } from '../../../api/db/contact-files.ts'
import { deleteFileParts, type KeptFileKey } from '../../../api/db/file-parts.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { oldestId, uuidv7 } from '../../../api/ids.ts'
import { keepFile } from '../../../api/services/keep-file.ts'
import { keptParts } from '../../../api/services/kept-parts.ts'
import { done, startTestApp } from '../../test-app.ts'
import { registerOf } from '../register.ts'
import { countStored } from '../stored.ts'

const MIB = 1024 * 1024
const { test, mine } = await startTestApp()

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size)
}

const keep = (key: KeptFileKey, body: AsyncIterable<Uint8Array>, options = {}) =>
  keepFile(test.databases.app, mine.organisationId, key, body, { mostRows: 1000, ...options })

async function partsOf(key: KeptFileKey): Promise<Buffer[]> {
  const parts: Buffer[] = []
  for await (const part of keptParts(test.databases.app, mine.organisationId, key))
    parts.push(Buffer.from(part))
  return parts
}

describe.each(['interviews', 'contacts'] as const)('a file of %s', (of) => {
  const text = Buffer.from(Array.from({ length: 30_000 }, (_, i) => `满意,${i}\n`).join(''))

  it.each([7, 1000, 48 * 1024, 300_000, text.length])(
    'that arrives %i bytes at a time is kept as it is, in parts of one size',
    async (size) => {
      const key = { of, id: uuidv7() }
      const kept = await keep(key, inChunks(text, size))
      expect(kept).toMatchObject({ format: 'csv', encoding: 'utf-8', bytes: text.length })
      const parts = await partsOf(key)
      expect(Buffer.concat(parts).equals(text)).toBe(true)
      const whole = Math.floor(text.length / (48 * 1024))
      expect(parts.map(({ length }) => length)).toEqual([
        ...Array.from({ length: whole }, () => 48 * 1024),
        text.length % (48 * 1024),
      ])

      await withOrganisation(test.databases.app, mine.organisationId, (db) => deleteFileParts(db, key))
      expect(await partsOf(key)).toEqual([])
    },
  )

  it('is known as a workbook by its first bytes, however few come at once', async () => {
    const key = { of, id: uuidv7() }
    const workbook = await writeXlsxFile([
      [{ value: 'name' }, { value: 'age' }],
      [{ value: '陈静' }, { value: 40, type: Number }],
    ]).toBuffer()
    const kept = await keep(key, inChunks(Buffer.from(workbook), 3))
    const csv = Buffer.concat(await partsOf(key))
    expect(kept).toMatchObject({ format: 'xlsx', encoding: 'utf-8', bytes: csv.length })
    expect(csv.toString().split(/\r?\n/)).toEqual(['name,age', '陈静,40', ''])
  })

  it('of the old kind is refused at its first bytes, one too large before the rest has come', async () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.alloc(10 * MIB)])
    const large = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(10 * MIB)])
    let taken = 0
    const counted = async function* (bytes: Buffer) {
      for await (const chunk of inChunks(bytes, 64 * 1024)) {
        taken += chunk.length
        yield chunk
      }
    }
    await expect(keep({ of, id: uuidv7() }, counted(old))).rejects.toMatchObject({
      status: 422,
      message: 'file: is an old .xls workbook; save it as .xlsx, or as CSV in UTF-8',
    })
    expect(taken).toBe(64 * 1024)
    taken = 0
    await expect(
      keep({ of, id: uuidv7() }, counted(large), { mostWorkbookBytes: MIB }),
    ).rejects.toMatchObject({
      status: 413,
      message: 'file: is a workbook larger than 1 MiB; split it, rows are never taken twice',
    })
    expect(taken).toBeLessThan(1.2 * MIB)
  })
})

it('of contacts waits a day for its start, and as long as it takes for its reading', async () => {
  const register = registerOf(test, mine)
  const draft = (await register.upload('email\nwaiting@example.org\n')).body.id
  const queued = (await register.upload('email\nqueued@example.org\n')).body.id
  await done(mine.ask('POST', `/api/contacts/imports/${queued}/start`, {}))
  const later = oldestId(Date.now() + 1000)
  await withOrganisation(test.databases.app, mine.organisationId, (db) => deleteOldFiles(db, later))
  expect(await partsOf({ of: 'contacts', id: draft })).toEqual([])
  expect(Buffer.concat(await partsOf({ of: 'contacts', id: queued })).toString()).toContain('queued@')
  expect(await countStored(test.databases, mine.organisationId, 'contact_import')).toBe(1)
})
