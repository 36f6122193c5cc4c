import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Import, ImportPreview, InterviewUpload } from '../../../api/contract/import.ts'
import type { Quotas } from '../../../api/contract/quota.ts'
import { lockRegister } from '../../../api/db/contact-rules.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { continueImport, startImport } from '../../../api/services/import-interviews.ts'
import { done, newProgram, ORIGIN, openFieldwork, startTestApp, submission } from '../../test-app.ts'
import { holding } from '../hold.ts'
import { countStored, everythingStored } from '../stored.ts'

const { test, mine } = await startTestApp()
const field = await openFieldwork(mine.ask)

const ITEMS = Object.keys(submission().answers)

interface Sent {
  readonly cookie?: string
  readonly name?: string
  readonly type?: string
  readonly sheet?: string
}

async function send(
  body: Buffer | string,
  { cookie = mine.cookie, name = 'a.csv', type = 'application/octet-stream', sheet }: Sent = {},
) {
  const path = `/api/waves/${field.wave.id}/uploads?${new URLSearchParams({ fileName: name, ...(sheet === undefined ? {} : { sheet }) })}`
  const answer = await test.app.request(path, {
    method: 'POST',
    headers: { origin: ORIGIN, cookie, 'content-type': type },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  })
  return { status: answer.status, body: (await answer.json()) as InterviewUpload & ErrorBody }
}
const upload = async (body: Buffer | string) => {
  const { status, body: kept } = await send(body)
  expect([status, kept.error?.message]).toEqual([201, undefined])
  return kept
}
const previewOf = (uploadId: string) =>
  done<ImportPreview>(
    mine.ask('POST', `/api/waves/${field.wave.id}/imports/preview`, { uploadId, brandId: field.brandId }),
  )
const importOf = (uploadId: string) =>
  done<Import>(mine.ask('POST', `/api/waves/${field.wave.id}/imports`, { uploadId, brandId: field.brandId }))

type Cell = string | number | Date | null
async function workbook(rows: readonly (readonly Cell[])[]): Promise<Buffer> {
  const typed = rows.map((row) =>
    row.map((value) =>
      value === null
        ? null
        : value instanceof Date
          ? { value, type: Date, format: 'yyyy-mm-dd' }
          : { value, type: typeof value === 'number' ? Number : String },
    ),
  )
  return writeXlsxFile(typed as never).toBuffer()
}

describe('a workbook', () => {
  it('is read as its only sheet, numbers, gaps, days and words as they are shown', async () => {
    const kept = await upload(
      await workbook([
        ['id', ...ITEMS, 'asked on'],
        [1, ...ITEMS.map(() => 7), new Date('2026-03-01T00:00:00Z')],
        [2, ...ITEMS.map((_, i) => (i === 0 ? "don't know" : null))],
        [3, ...ITEMS.map(() => 11)],
      ]),
    )
    expect(kept).toMatchObject({
      format: 'xlsx',
      encoding: 'utf-8',
      rows: 3,
      columns: ['id', ...ITEMS, 'asked on'],
    })
    const seen = await previewOf(kept.id)
    expect(seen).toMatchObject({ rows: 3, checked: 3, accepted: 2, rejectedRows: 1 })
    expect(seen.sample[0]?.at(-1)).toBe('2026-03-01')
    expect(seen.mapping['asked on']).toBeNull()
    expect(await importOf(kept.id)).toMatchObject({ state: 'done', added: 2, rejectedRows: 1 })
    // What was read is not kept.
    for (const table of ['upload', 'upload_part'] as const) {
      expect(await countStored(test.databases, mine.organisationId, table)).toBe(0)
    }
  })

  it('is one sheet of several, the first or the one asked for; rated numbers stay what they are, own ones keep their zeros', async () => {
    const sheet = (id: number) => [
      ['id', ...ITEMS].map((value) => ({ value })),
      [
        { value: id, type: Number, format: '00000' },
        ...ITEMS.map(() => ({ value: 7, type: Number, format: '0.00" points"' })),
      ],
    ]
    const file = await writeXlsxFile([
      { sheet: 'May', data: sheet(42) },
      { sheet: 'June', data: sheet(43) },
    ] as never).toBuffer()
    const first = await upload(file)
    expect(first.sheet).toEqual({ name: 'May', others: ['June'] })
    const { body: second } = await send(file, { sheet: 'June' })
    expect(second.sheet).toEqual({ name: 'June', others: ['May'] })
    expect((await previewOf(first.id)).sample[0]?.slice(0, 2)).toEqual(['00042', '7'])
    const seen = await previewOf(second.id)
    expect(seen.sample[0]?.slice(0, 2)).toEqual(['00043', '7'])
    expect(seen).toMatchObject({ accepted: 1, rejectedRows: 0 })
    const { status, body } = await send(file, { sheet: 'July' })
    expect([status, body.error.message]).toEqual([422, 'file: has no sheet "July"; it has "May", "June"'])
  })

  it.each<[string, () => Buffer]>([
    ['an archive of something else', () => zipOf('hello.txt', Buffer.from('hello'))],
    ['a cut-off one', () => zipOf('xl/workbook.xml', Buffer.alloc(5000, 'x')).subarray(0, 60)],
    // 200 MB of one letter are 200 kB as an archive.
    [
      'one that unpacks to far more than it weighs',
      () => zipOf('xl/worksheets/sheet1.xml', Buffer.alloc(200 * 1024 * 1024, 'x')),
    ],
    [
      'one with an external entity',
      () =>
        zipOf(
          'xl/workbook.xml',
          Buffer.from('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workbook>&e;</workbook>'),
        ),
    ],
  ])('case 28: %s is refused with a sentence, and nothing is kept', async (_, make) => {
    const before = await everythingStored(test, mine.organisationId)
    const { status, body } = await send(make())
    expect([status, body.error.message]).toEqual([422, expect.stringMatching(/^file: /)])
    expect(body.error.message).not.toContain('root:')
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })
})

describe('a text file', () => {
  const csv = 'imag1,note\n7,满意\n8,滿意\n'
  it.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(csv), 'utf-8'],
    ['UTF-8 with a byte-order mark', Buffer.from(`\ufeff${csv}`), 'utf-8'],
    ['UTF-16 with a byte-order mark', Buffer.from(`\ufeff${csv}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without one', Buffer.from(csv, 'utf16le'), 'utf-16le'],
    ['GB18030', Buffer.from('imag1,note\n7,\xc2\xfa\xd2\xe2\n8,\xc2\xfa\n', 'latin1'), 'gb18030'],
  ])('in %s is read', async (_, bytes, encoding) => {
    const kept = await upload(bytes)
    expect(kept).toMatchObject({ encoding, rows: 2, columns: ['imag1', 'note'] })
    expect((await previewOf(kept.id)).sample[0]).toEqual(['7', '满意'])
  })

  it.each<[string, Buffer | string, number, string]>([
    ['nothing', '', 422, 'file: is empty'],
    ['only a header', 'imag1\n', 422, 'file: has a header but no rows'],
    ['an open quote at its end', `imag1\n${'7\n'.repeat(50_000)}"7`, 422, 'file: cannot be read as CSV'],
    ['bytes that are no text', Buffer.from('imag1\n7\0\n'), 422, 'file: '],
    ['200,001 rows', `imag1\n${'7\n'.repeat(200_001)}`, 422, 'file: has more than 200000 rows'],
    ['more than 64 MiB', Buffer.alloc(64 * 1024 * 1024 + 1, '7'), 413, 'file: is larger than 64 MiB'],
  ])('case 28: of %s is refused, and nothing is kept', async (_, body, status, said) => {
    const before = await everythingStored(test, mine.organisationId)
    const answer = await send(body)
    expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(said)])
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })

  it('is taken of designers, as a file, for a wave and by an organisation of its own', async () => {
    expect((await send(csv, { cookie: '' })).status).toBe(401)
    expect((await send(csv, { type: 'text/csv' })).status).toBe(415)
    expect((await send(csv, { name: 'a\0.csv' })).status).toBe(422)
    const other = await test.organisation('Other')
    expect((await send(csv, { cookie: other.cookie })).status).toBe(404)
    const kept = await upload(csv)
    const theirs = await openFieldwork(other.ask)
    const asked = { uploadId: kept.id, brandId: theirs.brandId }
    expect((await other.ask('POST', `/api/waves/${theirs.wave.id}/imports`, asked)).status).toBe(404)
    const elsewhere = await openFieldwork(mine.ask)
    const moved = { uploadId: kept.id, brandId: elsewhere.brandId }
    expect((await mine.ask('POST', `/api/waves/${elsewhere.wave.id}/imports`, moved)).status).toBe(404)
  })
})

describe('a long file', () => {
  const ROWS = 4000
  const long = `id,${ITEMS.join()}\n${Array.from({ length: ROWS }, (_, i) => [i, ...ITEMS.map(() => (i === 3500 ? 99 : (i % 10) + 1))].join()).join('\n')}\n`
  const begin = async () => {
    const wave = await openFieldwork(mine.ask)
    const of = { organisationId: mine.organisationId, waveId: wave.wave.id }
    const started = await startImport(
      { db: test.databases.app, jobs: test.jobs, marks: test.marks },
      of.organisationId,
      of.waveId,
      {
        fileName: 'long.csv',
        csv: long,
        brandId: wave.brandId,
      },
    )
    return {
      ...of,
      field: wave,
      started,
      progress: () => done<Import>(mine.ask('GET', `/api/imports/${started.id}`)),
    }
  }
  const { hold, letOneBy } = holding(test.databases, mine.organisationId)
  /** Lets the work be done until so many rows are: step by step, for each waits for whoever has the register. */
  const workUntil = async (importId: string, rows: number) => {
    const stop = new AbortController()
    let letGo = await hold(lockRegister)
    const working = continueImport(
      { db: test.databases.app, marks: test.marks },
      mine.organisationId,
      importId,
      stop.signal,
    )
    for (;;) {
      const now = await done<Import>(mine.ask('GET', `/api/imports/${importId}`))
      if (now.rowsDone >= rows) break
      letGo = await letOneBy(letGo, lockRegister)
    }
    stop.abort()
    await letGo()
    await working.catch(() => undefined)
  }
  const never = new AbortController().signal

  it('is queued, and goes on behind its last step when it was interrupted, as often as it is', async () => {
    const { started, progress } = await begin()
    expect(started).toMatchObject({ state: 'queued', rows: ROWS, rowsDone: 0, progress: 0 })
    for (const rows of [500, 1500]) await workUntil(started.id, rows)
    const between = await progress()
    expect(between.state).toBe('running')
    expect(between.rowsDone).toBeGreaterThanOrEqual(1500)
    expect(between.added).toBe(between.rowsDone)
    await continueImport(
      { db: test.databases.app, marks: test.marks },
      mine.organisationId,
      started.id,
      never,
    )
    expect(await progress()).toMatchObject({
      state: 'done',
      progress: 1,
      rowsDone: ROWS,
      added: ROWS - 1,
      known: 0,
      rejectedRows: 1,
    })
    // Once more does nothing.
    await continueImport(
      { db: test.databases.app, marks: test.marks },
      mine.organisationId,
      started.id,
      never,
    )
    expect((await progress()).added).toBe(ROWS - 1)
  })

  it('worked on by two at once is taken once', async () => {
    const { started, progress, waveId } = await begin()
    const both = [1, 2].map(() =>
      continueImport({ db: test.databases.app, marks: test.marks }, mine.organisationId, started.id, never),
    )
    await Promise.allSettled(both)
    await continueImport(
      { db: test.databases.app, marks: test.marks },
      mine.organisationId,
      started.id,
      never,
    )
    expect(await progress()).toMatchObject({ state: 'done', rowsDone: ROWS, added: ROWS - 1, known: 0 })
    const stored = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
      db.selectFrom('response').select('id').where('waveId', '=', waveId).execute(),
    )
    expect(stored).toHaveLength(ROWS - 1)
  })

  it('can be stopped; what was taken stays and comes again as known', async () => {
    const { started, progress, waveId } = await begin()
    await workUntil(started.id, 1000)
    const stopped = await done<Import>(mine.ask('POST', `/api/imports/${started.id}/cancel`))
    expect(stopped.state).toBe('cancelled')
    await continueImport(
      { db: test.databases.app, marks: test.marks },
      mine.organisationId,
      started.id,
      never,
    )
    expect((await progress()).rowsDone).toBe(stopped.rowsDone)
    const brandId = (
      await done<{ responsesByBrand: Record<string, number> }>(mine.ask('GET', `/api/waves/${waveId}`))
    ).responsesByBrand
    const [own] = Object.entries(brandId).find(([, count]) => count > 0) ?? []
    const again = await done<Import>(
      mine.ask('POST', `/api/waves/${waveId}/imports`, { fileName: 'b.csv', csv: long, brandId: own }),
    )
    await continueImport({ db: test.databases.app, marks: test.marks }, mine.organisationId, again.id, never)
    const ended = await done<Import>(mine.ask('GET', `/api/imports/${again.id}`))
    expect(ended).toMatchObject({ state: 'done', known: stopped.added, added: ROWS - 1 - stopped.added })
  })

  it('fills quotas with every step, so that it may end anywhere', async () => {
    const { started, waveId, field, progress } = await begin()
    const cell = { brandId: field.brandId, attributes: {} }
    const path = `/api/waves/${waveId}/quotas`
    await done(mine.ask('PUT', path, { quotas: [{ ...cell, target: 500 }] }))
    const taken = async () => (await done<Quotas>(mine.ask('GET', path))).quotas.map(({ taken }) => taken)
    await workUntil(started.id, 500)
    expect(await taken()).toEqual([(await progress()).added])
    const meets = async () => (await test.ask<ErrorBody>('POST', field.path, submission())).body.error?.code
    expect(await meets()).toBe('quota-full')
    await workUntil(started.id, 1000)
    await done(mine.ask('POST', `/api/imports/${started.id}/cancel`))
    const { state, added } = await progress()
    expect([state, await taken()]).toEqual(['cancelled', [added]])
    expect(await meets()).toBe('quota-full')
    // Counted anew it is the same, and from then on as well.
    await done(mine.ask('PUT', path, { quotas: [{ ...cell, target: added + 1 }] }))
    expect(await taken()).toEqual([added])
    expect([await meets(), await meets()]).toEqual([undefined, 'quota-full'])
  })

  it('that the queue gave up is said to have failed, with what to do', async () => {
    const { started, progress } = await begin()
    await test.databases.system
      .withSchema('pgboss')
      .deleteFrom('job' as never)
      .execute()
    expect(await progress()).toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('import the file again'),
    })
    expect((await mine.ask('GET', `/api/imports/${started.id}/rejected.csv`)).status).toBe(200)
  })

  it('is seen and stopped by its own organisation alone', async () => {
    const { started } = await begin()
    const other = await test.organisation('Else')
    expect((await other.ask('GET', `/api/imports/${started.id}`)).status).toBe(404)
    expect((await other.ask('POST', `/api/imports/${started.id}/cancel`)).status).toBe(404)
    const viewer = await mine.member('viewer')
    expect((await viewer('GET', `/api/imports/${started.id}`)).status).toBe(403)
    expect((await viewer('POST', `/api/imports/${started.id}/cancel`)).status).toBe(403)
  })
})

describe('a form that goes through several brands', () => {
  it('takes a row per respondent with columns per brand, by key or by name, and a row per brand', async () => {
    const looped = await openFieldwork(
      mine.ask,
      newProgram({
        loop: 2,
        modules: [{ instrument: { name: 'acsi', version: 1 }, parameters: {}, asked: 'always', weight: 1 }],
      }),
    )
    const path = `/api/waves/${looped.wave.id}/imports`
    const take = (csv: string) => done<Import>(mine.ask('POST', path, { fileName: 'a.csv', csv }))
    expect(await take('id,sat1__b1,sat1__Theirs,region\nA,7,9,local\nB,8,,local\nC,,,local\n')).toMatchObject(
      {
        added: 2,
        rejected: [{ line: 4, reason: 'unknown-brand', message: 'no brand is rated' }],
      },
    )
    expect(await take('brand,sat1,loy1,loy2.percent\nOurs,7,9,10\nTheirs,8,2,-5\n,7,9,1\n')).toMatchObject({
      added: 2,
      rejected: [{ line: 4, reason: 'unknown-brand' }],
    })
    const rated = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
      db.selectFrom('observation').select('brandId').where('waveId', '=', looped.wave.id).execute(),
    )
    const own = rated.filter(({ brandId }) => brandId === looped.brandId)
    expect([rated.length, own.length]).toEqual([5, 3])
  })
})

/** An archive with one packed entry. */
function zipOf(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content)
  const path = Buffer.from(name)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(100, 22)
  local.writeUInt16LE(path.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(100, 24)
  entry.writeUInt16LE(path.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + path.length, 12)
  end.writeUInt32LE(30 + path.length + packed.length, 16)
  return Buffer.concat([local, path, packed, entry, path, end])
}
