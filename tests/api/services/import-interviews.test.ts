import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Import, ImportPreview } from '../../../api/contract/import.ts'
import type { Quotas } from '../../../api/contract/quota.ts'
import type { Wave } from '../../../api/contract/wave.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { eraseResponse } from '../../../api/services/erase-response.ts'
import { type Asked, createTestApp, done, openFieldwork, submission } from '../../test-app.ts'
import { replaceCodeBook } from '../code-book.ts'
import { countStored, everythingStored } from '../stored.ts'

let test: Awaited<ReturnType<typeof createTestApp>>
let mine: Awaited<ReturnType<typeof test.organisation>>
/** A fresh wave for every test. */
let field: Awaited<ReturnType<typeof openFieldwork>>

beforeAll(async () => {
  test = await createTestApp({ worker: true })
  mine = await test.organisation('Mine')
})
beforeEach(async () => {
  field = await openFieldwork(mine.ask)
})
afterAll(() => test.stop())

const items = Object.keys(submission().answers)
const row = (value: number) => items.map(() => value)
const csvOf = (lines: (string | number)[][], mark = ',') => lines.map((line) => line.join(mark)).join('\n')
const good = (mark = ',') => csvOf([items, row(7), row(8), row(9)], mark)

interface Over {
  readonly mapping?: Record<string, string | null>
  readonly brandId?: string | undefined
  readonly fileName?: string
}
const request = (csv: string, over: Over = {}) => ({
  fileName: 'a.csv',
  csv,
  brandId: field.brandId,
  ...over,
})
const preview = (csv: string, over?: Over) =>
  done<ImportPreview>(mine.ask('POST', `/api/waves/${field.wave.id}/imports/preview`, request(csv, over)))
/** Small files are answered when they are done, large ones are waited for. */
const take = async (csv: string, over?: Over): Promise<Import> =>
  ended(await mine.ask<Import>('POST', `/api/waves/${field.wave.id}/imports`, request(csv, over)))
async function ended({ status, body }: Asked<Import>): Promise<Import> {
  if (status !== 202) return done(Promise.resolve({ status, body, headers: new Headers() }))
  for (let now = body; ; now = await done<Import>(mine.ask('GET', `/api/imports/${body.id}`))) {
    if (now.state !== 'queued' && now.state !== 'running') return now
    await new Promise((wait) => setTimeout(wait, 100))
  }
}
const stored = () => countStored(test.databases, mine.organisationId, 'response')

/** Neither preview nor import takes the file, and nothing is left of it. */
async function expectRefused(csv: string, said: string, over: Over = {}, status = 422) {
  const before = await everythingStored(test, mine.organisationId)
  for (const step of ['imports/preview', 'imports']) {
    const answer = await mine.ask<ErrorBody>(
      'POST',
      `/api/waves/${field.wave.id}/${step}`,
      request(csv, over),
    )
    expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(said)])
  }
  expect(await everythingStored(test, mine.organisationId)).toEqual(before)
}

describe('a good file', () => {
  it.each<[string, string, string, ',' | ';' | '\t']>([
    ['commas', ',', '', ','],
    ['semicolons', ';', '', ';'],
    ['tabs', '\t', '', '\t'],
    ['a byte-order mark', ',', '\ufeff', ','],
    ['a byte-order mark and semicolons', ';', '\ufeff', ';'],
  ])('with %s is read by the names of its columns', async (_, mark, start, delimiter) => {
    const seen = await preview(start + good(mark))
    expect(seen).toMatchObject({ delimiter, rows: 3, accepted: 3, known: 0, rejectedRows: 0, unmapped: [] })
    expect(seen.mapping).toEqual(Object.fromEntries(items.map((item) => [item, item])))
    expect(seen.sample[0]).toEqual(row(7).map(String))
    const made = await take(start + good(mark))
    expect(made).toMatchObject({ rows: 3, added: 3, known: 0, rejectedRows: 0, rejected: [] })
    const wave = await done<Wave>(mine.ask('GET', `/api/waves/${field.wave.id}`))
    expect([wave.responses, wave.responsesByBrand[field.brandId]]).toEqual([3, 3])
  })

  it.each(['\r\n', '\r', '\n'])('with lines that end in %j is read', async (end) => {
    expect(await take(good().replaceAll('\n', end))).toMatchObject({ added: 3, rejectedRows: 0 })
  })

  it('may write its columns in capitals, with spaces, quoted, in any order, with empty lines', async () => {
    const header = items.map((item) => `" ${item.toUpperCase()} "`).reverse()
    const seen = await preview(`${header.join(',')}\n\n${row(7).join(',')}\n\n`)
    expect(seen).toMatchObject({ rows: 1, accepted: 1, unmapped: [] })
    expect(seen.mapping['IMAG1']).toBe('imag1')
  })

  it('is stored as raw answers with their observation, under its own collector', async () => {
    await take(
      csvOf(
        [
          [...items, 'region', 'weight'],
          [...row(6), 'local', '1,5'],
        ],
        ';',
      ),
    )
    const { rows } = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
      sql<object>`
        select r.answers, o.scores, o.attributes, o.weight, c.kind from response r
        join observation o on o.response_id = r.id join collector c on c.id = r.collector_id
        where r.wave_id = ${field.wave.id}`.execute(db),
    )
    const answers = { ...Object.fromEntries(items.map((item) => [item, 6])), region: 'local' }
    expect(rows).toEqual([
      { answers, scores: row(6), attributes: { region: 'local' }, weight: 1.5, kind: 'import' },
    ])
  })

  it('changes nothing while it is looked at', async () => {
    const before = await everythingStored(test, mine.organisationId)
    await preview(good())
    await preview(csvOf([items, row(99)]))
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })

  it('adds nothing the second time, nor twice at the same moment, nor in another order or file', async () => {
    const before = await stored()
    const twice = await Promise.all([take(good()), take(good())])
    expect(twice.map(({ added, known }) => added + known)).toEqual([3, 3])
    expect(twice.reduce((sum, { added }) => sum + added, 0)).toBe(3)
    expect(await preview(good())).toMatchObject({ accepted: 3, known: 3 })
    expect(await take(csvOf([items, row(9), row(7), row(8), row(1)], ';'))).toMatchObject({
      added: 1,
      known: 3,
    })
    expect(await stored()).toBe(before + 4)
  })

  it('keeps equal interviews apart, for two people may answer alike', async () => {
    const same = csvOf([items, row(5), row(5), row(5)])
    expect(await take(same)).toMatchObject({ added: 3 })
    expect(await take(same)).toMatchObject({ added: 0, known: 3 })
  })

  it('takes gaps and words for non-answers, but no interview without any answer', async () => {
    const made = await take(
      csvOf([
        ['imag1', 'imag2', 'imag3'],
        ['7', '', "don't know"],
        ['', 'NA', '.'],
      ]),
    )
    expect(made).toMatchObject({ rows: 2, added: 1, rejectedRows: 1 })
    expect(made.rejected).toEqual([expect.objectContaining({ line: 3, reason: 'empty-row' })])
  })

  it('names its brands in a column, by name in any case', async () => {
    const rival = field.program.brands.find((brand) => !brand.own)
    const csv = csvOf([
      ['brand', 'imag1'],
      ['OURS', 7],
      ['Theirs', 7],
      ['Nobody', 7],
      ['', 7],
    ])
    const made = await take(csv, { brandId: undefined })
    expect(made).toMatchObject({ added: 2, rejectedRows: 2 })
    expect(made.rejected.map(({ line, column, value, reason }) => [line, column, value, reason])).toEqual([
      [4, 'brand', 'Nobody', 'unknown-brand'],
      [5, 'brand', '', 'unknown-brand'],
    ])
    const wave = await done<Wave>(mine.ask('GET', `/api/waves/${field.wave.id}`))
    expect(wave.responsesByBrand[rival?.id ?? '']).toBe(1)
  })

  it('of 70,000 rows is counted, and its first 20,000 are tried', async () => {
    const long = `imag1\n${Array.from({ length: 70_000 }, (_, i) => (i % 10) + 1).join('\n')}\n`
    expect(await preview(long)).toMatchObject({ rows: 70_000, checked: 20_000, accepted: 20_000, known: 0 })
  })

  it('may be imported after the wave has closed, never before it opens', async () => {
    await done(mine.ask('POST', `/api/waves/${field.wave.id}/close`))
    expect(await take(good())).toMatchObject({ added: 3 })
    await done(mine.ask('POST', `/api/waves/${field.wave.id}/reopen`))
    await done(mine.ask('PATCH', `/api/waves/${field.wave.id}`, { opensOn: '2099-01-01' }))
    await expectRefused(good(), 'has not opened yet', {}, 409)
  })
})

describe('rows that cannot be taken', () => {
  it('are listed with line, column, value and reason, and the others are taken', async () => {
    const csv = csvOf([
      items,
      row(7),
      row(7).with(0, 11),
      row(7).slice(1),
      [...row(7), 7],
      ['x', ...row(7).slice(1)],
      row(7).with(1, 7.5),
    ])
    const made = await take(csv)
    expect(made).toMatchObject({ rows: 6, added: 1, rejectedRows: 5 })
    expect(made.rejected.map(({ line, column, value, reason }) => [line, column, value, reason])).toEqual([
      [3, 'imag1', '11', 'out-of-range'],
      [4, '', '', 'cell-count'],
      [5, '', '', 'cell-count'],
      [6, 'imag1', 'x', 'not-a-number'],
      [7, 'imag2', '7.5', 'not-whole'],
    ])
    const { imports } = await done<{ imports: Import[] }>(
      mine.ask('GET', `/api/waves/${field.wave.id}/imports`),
    )
    expect(imports.map(({ id, rejected }) => [id, rejected])).toEqual([[made.id, made.rejected]])
  })

  it('are those whose own number another row has already; a number is known again in another file', async () => {
    const made = await take('id,imag1\nA1,7\nA2,7\nA1,8\n')
    expect(made).toMatchObject({ added: 2, rejectedRows: 1 })
    expect(made.rejected).toEqual([
      {
        line: 4,
        column: 'id',
        value: 'A1',
        reason: 'duplicate-id',
        message: 'the interview of line 2 has this id already',
      },
    ])
    expect(await take('imag1;id\n7;A2\n7;A3\n')).toMatchObject({ added: 1, known: 1 })
  })

  it('keep their line numbers after cells with line breaks', async () => {
    const made = await take('imag1,note\n7,"a\nb"\n99,c\n')
    expect(made.rejected.map(({ line }) => line)).toEqual([4])
  })

  it('case 27: can be downloaded, all of them, and no cell is a formula', async () => {
    const formulas = ['=1+1', '+1', '-1', '@x', '\t=1', '=HYPERLINK("http://evil.example","x")']
    const cells = [...formulas, ...Array.from({ length: 200 }, (_, i) => `bad${i}`)]
    const made = await take(`imag1\n${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join('\n')}\n`)
    // "+1" is the number 1.
    expect([made.rejectedRows, made.rejected.length]).toEqual([cells.length - 1, 100])
    const file = await mine.ask<string>('GET', `/api/imports/${made.id}/rejected.csv`)
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename="rejected-${made.id}.csv"`)
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const lines = file.body.trim().split('\n')
    expect(lines[0]).toBe('imag1,line,problem')
    expect(lines).toHaveLength(cells.length)
    const raw = await test.app.request(`/api/imports/${made.id}/rejected.csv`, {
      headers: { cookie: mine.cookie },
    })
    // Spreadsheets need the byte-order mark to see UTF-8.
    expect([...new Uint8Array(await raw.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    expect(lines[1]).toBe(`'=1+1,2,"imag1: ""=1+1"" is not a number"`)
    // A number is no formula, and stays the one it is when the file is read again.
    const others = lines.slice(1).filter((line) => !line.startsWith('-1,'))
    expect(others).toHaveLength(cells.length - 2)
    for (const line of others) expect(line).not.toMatch(/^"?[=+\-@\t\r]/)
  })

  it('case 8: strange text in a cell is stored or refused, never a fault', async () => {
    await replaceCodeBook(test.databases, {
      organisationId: mine.organisationId,
      programId: field.program.id,
    })
    const strange = ['\u202egnp.exe', 'a\u200bb', '👩‍👩‍👧‍👦', '<b>"x"</b>']
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
    const csv = `sat1,why\n${strange.map((text) => `7,${cell(text)}`).join('\n')}\n`
    expect(await take(csv)).toMatchObject({ added: strange.length, rejectedRows: 0 })
    const { rows } = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
      sql<{ why: string }>`
        select answers ->> 'why' as why from response where wave_id = ${field.wave.id}`.execute(db),
    )
    expect(rows.map(({ why }) => why).sort()).toEqual([...strange].sort())
  })

  it('case 8: an emoji cut in two by the shortening of a rejected value does no harm', async () => {
    const made = await take(`imag1\n"${'x'.repeat(99)}👍"\n`)
    expect(made).toMatchObject({ added: 0, rejectedRows: 1 })
    expect((await mine.ask('GET', `/api/imports/${made.id}/rejected.csv`)).status).toBe(200)
  })

  it('cases 1-4: are judged by the same coding as at the respondent’s door', async () => {
    await replaceCodeBook(test.databases, {
      organisationId: mine.organisationId,
      programId: field.program.id,
    })
    const csv = [
      'sat1,nps,complained,where,one-click.functional,one-click.dysfunctional,region',
      '8,9,yes,staff|company,like,dislike,local',
      '8,11,no,,,,',
      '8,,yes,staff|staff,,,',
      '8,,yes,shop,,,',
      '8,,no,staff,,,',
      '8,,no,,love,dislike,',
      '8,,no,,,,mars',
    ].join('\n')
    const made = await take(csv)
    expect([made.added, made.rejected.map(({ line, column, reason }) => [line, column, reason])]).toEqual([
      1,
      [
        [3, 'nps', 'out-of-range'],
        [4, 'where', 'duplicate-choice'],
        [5, 'where', 'unknown-choice'],
        [6, 'where', 'hidden'],
        [7, 'one-click.functional', 'unknown-choice'],
        [8, 'region', 'unknown-choice'],
      ],
    ])
  })
})

describe('case 28: files that are none', () => {
  it.each<[string, string, string]>([
    ['nothing', '', 'is empty'],
    ['only a byte-order mark', '\ufeff', 'is empty'],
    ['only line ends', '\n\n\n', 'is empty'],
    ['only a header', 'imag1,imag2\n', 'has a header but no rows'],
    ['a column twice', 'imag1,imag1\n7,7\n', 'names the column "imag1" twice'],
    ['no column with a name', ',,\n7,7,7\n', 'is empty'],
    [
      'UTF-16 read as bytes',
      [...'imag1\n7\n'].map((letter) => `${letter}\0`).join(''),
      'holds NUL characters',
    ],
    ['half a surrogate pair', 'imag1\n"\ud83d"\n', 'holds broken characters'],
    ['half a surrogate pair in its header', 'imag1,\ud83d\n7,7\n', 'holds broken characters'],
    ['an open quote', 'imag1\n"7\n8\n', 'cannot be read as CSV'],
    ['a quote in the middle', 'imag1\n7"8"\n', 'cannot be read as CSV'],
    [
      '301 columns',
      `${Array.from({ length: 301 }, (_, i) => `c${i}`).join()}\n1\n`,
      'has more than 300 columns',
    ],
  ])('%s is refused with a sentence', async (_, csv, said) => {
    await expectRefused(csv, `file: ${said}`)
  })

  it('a binary file adds nothing', async () => {
    const zip = Buffer.from('504b0304140008000800', 'hex').toString('latin1')
    await expectRefused(`${zip}\0\0`, 'file: holds NUL characters')
  })

  it.each<[string, Record<string, string | null>, string]>([
    ['a column the file lacks', { nope: 'imag1' }, 'column "nope": the file has no such column'],
    ['an item the form lacks', { imag1: 'nope' }, 'column "imag1": the form has no item "nope"'],
    ['Object’s constructor', { imag1: 'constructor' }, 'the form has no item "constructor"'],
    ['one item twice', { imag1: 'imag1', imag2: 'imag1' }, '"imag1" is mapped from "imag1" already'],
  ])('a mapping to %s is refused', async (_, mapping, said) => {
    await expectRefused('imag1,imag2\n7,8\n', said, { mapping })
  })

  it('a mapping of one’s own is followed', async () => {
    const made = await take('q1,q2,__proto__,constructor\n7,99,1,1\n', { mapping: { q1: 'imag1', q2: null } })
    expect(made).toMatchObject({ added: 1, rejectedRows: 0 })
  })

  it.each<[string, Over]>([
    ['NUL in its name', { fileName: 'a\0.csv' }],
    ['half a surrogate in its name', { fileName: '\ud83d.csv' }],
    ['a name of 300 characters', { fileName: 'x'.repeat(300) }],
  ])('a file with %s is refused', async (_, over) => {
    await expectRefused(good(), 'fileName: ', over)
  })

  it('case 36: nothing can be said about an import but what it is asked', async () => {
    const before = await everythingStored(test, mine.organisationId)
    for (const extra of [{ added: 5 }, { waveId: field.wave.id }, { createdAt: '2020-01-01T00:00:00Z' }]) {
      const answer = await mine.ask('POST', `/api/waves/${field.wave.id}/imports`, {
        ...request(good()),
        ...extra,
      })
      expect(answer.status).toBe(422)
    }
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })

  it('a failure in the middle leaves nothing of the file', async () => {
    await sql`
      create function fail_late() returns trigger language plpgsql as $$ begin
        if (select count(*) from observation where wave_id = new.wave_id) > 1500 then
          raise exception 'the disk is full' using errcode = '53100';
        end if;
        return new;
      end $$`.execute(test.databases.system)
    await sql`create trigger fail_late before update on import for each row execute function fail_late()`.execute(
      test.databases.system,
    )
    const before = await everythingStored(test, mine.organisationId)
    const long = `imag1\n${Array.from({ length: 2500 }, (_, i) => (i % 10) + 1).join('\n')}\n`
    const failed = await mine.ask('POST', `/api/waves/${field.wave.id}/imports`, request(long))
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '1'])
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
    await sql`drop trigger fail_late on import`.execute(test.databases.system)
    expect(await take(long)).toMatchObject({ added: 2500 })
  })

  it('a file of 300 KB, larger than other requests may be, is taken', async () => {
    const long = csvOf([items, ...Array.from({ length: 7000 }, (_, i) => row((i % 10) + 1))])
    expect(long.length).toBeGreaterThan(300_000)
    expect(await take(long)).toMatchObject({ added: 7000 })
  })
})

it('says which interviews came again with other answers, and keeps the first', async () => {
  const numbered = (value: number) =>
    csvOf([
      ['id', ...items],
      ['A-1', ...row(value)],
      ['A-2', ...row(5)],
    ])
  await take(numbered(7))
  const again = await take(numbered(8))
  expect(again).toMatchObject({ added: 0, known: 1, rejectedRows: 1 })
  expect(again.rejected).toEqual([
    expect.objectContaining({ line: 2, column: 'id', value: 'A-1', reason: 'changed' }),
  ])
  expect(await stored()).toBeGreaterThan(0)
})

describe('importing, seen from outside', () => {
  it('an interview that was deleted on request stays so when the next file still has it', async () => {
    const withIds = csvOf([
      ['id', ...items],
      ['A1', ...row(7)],
      ['A2', ...row(8)],
    ])
    const mapping = { id: 'id', ...Object.fromEntries(items.map((code) => [code, code])) }
    const quotas = { quotas: [{ brandId: field.brandId, attributes: {}, target: 9 }] }
    await done(mine.ask('PUT', `/api/waves/${field.wave.id}/quotas`, quotas))
    await take(withIds, { mapping })
    const [first] = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
      db.selectFrom('response').select('id').where('waveId', '=', field.wave.id).orderBy('id').execute(),
    )
    const erased = first?.id ?? ''
    await eraseResponse(test.databases.app, mine.organisationId, { responseId: erased, actorId: null })
    const before = await stored()

    const cumulative = `${withIds}\n${['A3', ...row(9)].join()}`
    const seen = await preview(cumulative, { mapping })
    expect(seen).toMatchObject({ accepted: 2, known: 1, rejectedRows: 1 })
    const again = await take(cumulative, { mapping })
    expect(again).toMatchObject({ added: 1, known: 1, rejectedRows: 1 })
    expect(again.rejected).toEqual([
      {
        line: expect.any(Number),
        column: '',
        value: '',
        reason: 'erased',
        message: expect.stringContaining('deleted on request'),
      },
    ])
    expect(seen.rejected).toEqual(again.rejected)
    expect(await stored()).toBe(before + 1)
    expect(
      await withOrganisation(test.databases.app, mine.organisationId, (db) =>
        db.selectFrom('response').select('id').where('id', '=', erased).execute(),
      ),
    ).toEqual([])
    const { quotas: counted } = await done<Quotas>(mine.ask('GET', `/api/waves/${field.wave.id}/quotas`))
    expect(counted.map(({ taken }) => taken)).toEqual([2])
  })

  it('the same interviews in two files of different order, taken at once, are waited for, not refused', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => [...row(5), `n${i}`])
    const file = (lines: (string | number)[][]) => request(csvOf([[...items, 'id'], ...lines]))
    const path = `/api/waves/${field.wave.id}/imports`
    const both = await Promise.all([
      mine.ask<Import>('POST', path, file(rows)),
      mine.ask<Import>('POST', path, file(rows.toReversed())),
    ])
    expect(both.map(({ status }) => status)).toEqual([201, 201])
    const made = await Promise.all(both.map(ended))
    expect(made.map(({ state, rowsDone }) => [state, rowsDone])).toEqual([
      ['done', 3000],
      ['done', 3000],
    ])
    expect(made.reduce((sum, { added }) => sum + added, 0)).toBe(3000)
    expect(made.reduce((sum, { known }) => sum + known, 0)).toBe(3000)
  })

  it.each(['1e308', '1e-308', 'Infinity', '-1', '0'])(
    'a weight of %s is refused, for no sum could hold it',
    async (weight) => {
      const csv = csvOf([
        [...items, 'weight'],
        [...row(7), weight],
        [...row(8), 1.5],
      ])
      expect(await take(csv)).toMatchObject({
        added: 1,
        rejected: [{ line: 2, column: 'weight', value: weight }],
      })
      expect((await mine.ask('GET', `/api/results/programs/${field.program.id}`)).status).toBe(200)
    },
  )

  it('a weight may be said as percent', async () => {
    const csv = csvOf([
      [...items, 'weight'],
      [...row(4), '125%'],
    ])
    const { id } = await take(csv)
    const [observed] = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
      db
        .selectFrom('observation')
        .innerJoin('importInterview', 'importInterview.responseId', 'observation.responseId')
        .select('weight')
        .where('importId', '=', id)
        .execute(),
    )
    expect(observed?.weight).toBe(1.25)
  })

  it('asks of "1,200" which number it is, in an answer and in a weight', async () => {
    field = await openFieldwork(mine.ask, {
      modules: [
        { instrument: { name: 'complaints', version: 1 }, parameters: {}, asked: 'always', weight: 1 },
      ],
    })
    const header = [
      'problem',
      'told',
      'channel',
      'resolved',
      'hours',
      'outcome',
      'procedure',
      'interaction',
      'stay',
    ]
    const told = (hours: string, weight: string) =>
      ['yes', 'yes', 'web', 'later', hours, 7, 7, 7, 7, weight].map(String)
    const csv = csvOf(
      [
        [...header.map((item) => `complaint.${item}`), 'weight'],
        told('1,200', '1'),
        told('1200', '1,250'),
        told('１２', '1,5'),
        told('1,200.5', '1.250'),
      ],
      ';',
    )
    expect(await take(csv)).toMatchObject({
      added: 2,
      rejected: [
        {
          ...{ line: 2, column: 'complaint.hours', value: '1,200' },
          message: 'complaint.hours: "1,200" may mean 1200 or 1.2: write it as 1200 or as 1.2',
        },
        {
          ...{ line: 3, column: 'weight', value: '1,250' },
          message: '"1,250" may mean 1250 or 1.25: write it as 1250 or as 1.25',
        },
      ],
    })
    const stored = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
      sql<{ hours: number; weight: number }>`
        select (r.answers->>'complaint.hours')::float hours, o.weight from response r
        join observation o on o.response_id = r.id where r.wave_id = ${field.wave.id} order by 1`.execute(db),
    )
    expect(stored.rows).toEqual([
      { hours: 12, weight: 1.5 },
      { hours: 1200.5, weight: 1.25 },
    ])
  })

  it('a large file that is wrong in every cell is answered with its first 50,000 problems', async () => {
    const made = await take(csvOf([items, ...Array.from({ length: 20_000 }, () => row(77))]))
    expect(made).toMatchObject({ rows: 20_000, added: 0, rejectedRows: 20_000 })
    const list = await mine.ask<string>('GET', `/api/imports/${made.id}/rejected.csv`)
    const lines = list.body.trim().split('\n')
    expect(lines.length).toBeLessThan(50_100)
    expect(lines.at(-1)).toContain('no more than 50000 problems are listed')
  })

  it('a body of many megabytes is not read for somebody who may not send it', async () => {
    const path = `/api/waves/${field.wave.id}/imports`
    const analyst = await mine.member('analyst')
    for (const step of [path, `${path}/preview`]) {
      expect((await test.ask('POST', step, 'no JSON')).status).toBe(401)
      expect((await analyst('POST', step, 'no JSON')).status).toBe(403)
      expect((await mine.ask('POST', step, 'no JSON')).status).toBe(400)
    }
  })
})
