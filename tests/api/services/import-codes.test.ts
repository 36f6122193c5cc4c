import { describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Import, ImportPreview } from '../../../api/contract/import.ts'
import type { ImportCode, StrangeValue } from '../../../api/contract/import-codes.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { continueImport, startImport } from '../../../api/services/import-interviews.ts'
import { done, ORIGIN, openFieldwork, startTestApp } from '../../test-app.ts'

const { test, mine } = await startTestApp()
const module = {
  instrument: { name: 'acsi', version: 1 },
  parameters: {},
  asked: 'always',
  weight: 1,
} as const
const design = { modules: [module], attributes: ['region', 'age-band'] }
const openField = () => openFieldwork(mine.ask, design)
const field = await openField()

const HEADER = 'id,sat1,sat2,sat3,com1,com1a,region,age-band'
const csvOf = (...rows: string[]) => `${[HEADER, ...rows].join('\n')}\n`
interface Over {
  readonly codes?: readonly ImportCode[]
  readonly mapping?: Readonly<Record<string, string | null>>
}
const requestOf = (csv: string, over: Over = {}, brandId = field.brandId) => ({
  fileName: 'agency.csv',
  csv,
  brandId,
  ...over,
})
const ask = <T>(step: string, csv: string, over?: Over) =>
  mine.ask<T>('POST', `/api/waves/${field.wave.id}/${step}`, requestOf(csv, over))
const preview = (csv: string, over?: Over) => done<ImportPreview>(ask('imports/preview', csv, over))
const take = (csv: string, over?: Over) => done<Import>(ask('imports', csv, over))

/** The raw answers of a wave by the interviews' order of arrival. */
const answersOf = (waveId: string) =>
  withOrganisation(test.databases.app, mine.organisationId, async (db) => {
    const rows = await db
      .selectFrom('response')
      .select('answers')
      .where('waveId', '=', waveId)
      .orderBy('receivedAt')
      .orderBy('id')
      .execute()
    return rows.map(({ answers }) => answers as unknown as Record<string, unknown>)
  })

describe('a file in words', () => {
  it('is read in every language of the form, and in the usual words for no answer', async () => {
    const wave = await openField()
    const csv = csvOf(
      'w1,10 – Very satisfied,远超出期望,7,Yes,To people around me,In this area,25 to 34',
      'w2,拒答,DK,8分,否,,local,不愿回答',
      'w3,9,9,9,是,向员工口头反映、在网上公开抱怨,In this area,25-34',
    )
    const seen = await done<ImportPreview>(
      mine.ask('POST', `/api/waves/${wave.wave.id}/imports/preview`, requestOf(csv, {}, wave.brandId)),
    )
    expect([seen.accepted, seen.problems]).toEqual([3, []])
    await done(mine.ask('POST', `/api/waves/${wave.wave.id}/imports`, requestOf(csv, {}, wave.brandId)))
    const answers = await answersOf(wave.wave.id)
    expect(answers).toEqual(
      expect.arrayContaining([
        {
          ...{ sat1: 10, sat2: 10, sat3: 7, com1: 'yes', com1a: ['people'] },
          ...{ region: 'local', 'age-band': '25-34' },
        },
        { sat1: 'refused', sat2: 'dont_know', sat3: 8, com1: 'no', region: 'local', 'age-band': 'refused' },
        expect.objectContaining({ com1a: ['staff', 'online'], 'age-band': '25-34' }),
      ]),
    )
  })
})

const withoutChoices = ({ columns, ...value }: StrangeValue) => ({
  ...value,
  columns: columns.map(({ column, cells, means }) => ({ column, cells, means })),
})

/** 99 in three columns and -9 in one, a score of 11, and a good row. */
const CODED = csvOf(
  'c1,99,8,8,no,,local,25-34',
  'c2,7,99,8,no,,local,25-34',
  'c3,7,99,8,99,,local,25-34',
  'c4,7,8,8,no,,local,-9',
  'c5,7,8,8,no,,local,-9',
  'c6,11,8,8,no,,local,25-34',
  'c7,9,9,9,no,,local,25-34',
)

describe('codes of a file’s own', () => {
  it('are shown with how often they stand where, and are errors until somebody says what they mean', async () => {
    const seen = await preview(CODED)
    expect([seen.accepted, seen.rejectedRows]).toEqual([1, 6])
    expect(seen.strangeValues.map(withoutChoices)).toEqual([
      {
        value: '99',
        cells: 4,
        columns: [
          { column: 'sat1', cells: 1, means: 'error' },
          { column: 'sat2', cells: 2, means: 'error' },
          { column: 'com1', cells: 1, means: 'error' },
        ],
        lines: [2, 3, 4],
      },
      {
        value: '-9',
        cells: 2,
        columns: [{ column: 'age-band', cells: 2, means: 'error' }],
        lines: [5, 6],
      },
    ])
  })

  it('are read as was said, in a column as was said of it, and counted', async () => {
    const codes: ImportCode[] = [
      { value: '99', means: 'dont_know' },
      { value: '99', means: 'refused', columns: ['com1'] },
      { value: '-9', means: 'empty', columns: ['age-band'] },
    ]
    const seen = await preview(CODED, { codes })
    expect([seen.accepted, seen.rejectedRows]).toEqual([6, 1])
    expect(
      seen.strangeValues.map(withoutChoices).map(({ value, cells, columns }) => [value, cells, columns]),
    ).toEqual([
      [
        '99',
        4,
        [
          { column: 'sat1', cells: 1, means: 'dont_know' },
          { column: 'sat2', cells: 2, means: 'dont_know' },
          { column: 'com1', cells: 1, means: 'refused' },
        ],
      ],
      ['-9', 2, [{ column: 'age-band', cells: 2, means: 'empty' }]],
    ])
    const made = await take(CODED, { codes })
    expect(made).toMatchObject({ added: 6, rejectedRows: 1, codes })
    const plan = { sat2: 8, sat3: 8, region: 'local' }
    expect(await answersOf(field.wave.id)).toEqual(
      expect.arrayContaining([
        { ...plan, sat1: 'dont_know', com1: 'no', 'age-band': '25-34' },
        { ...plan, sat1: 7, sat2: 'dont_know', com1: 'refused', 'age-band': '25-34' },
        { ...plan, sat1: 7, com1: 'no' },
      ]),
    )
    // The same file once more is known, for it is read the same way.
    expect(await preview(CODED, { codes })).toMatchObject({ accepted: 6, known: 6 })
  })

  it('stay listed when they are nowhere, so that they can be taken back', async () => {
    const seen = await preview(csvOf('d1,7,8,8,no,,local,25-34'), {
      codes: [{ value: '88', means: 'refused' }],
    })
    expect(seen.strangeValues).toEqual([{ value: '88', cells: 0, columns: [], lines: [] }])
  })

  it('are not looked for in a column that answers in another code altogether', async () => {
    const seen = await preview(
      csvOf(
        'e1,7,8,8,1,,1,25-34',
        'e2,7,8,8,1,,2,25-34',
        'e3,7,8,8,1,,1,25-34',
        'e4,7,8,8,1,,2,25-34',
        'e5,7,99,8,1,,99,25-34',
        'e6,7,99,8,1,,99,25-34',
      ),
    )
    expect(
      seen.strangeValues.map(({ value, columns }) => [value, columns.map(({ column }) => column)]),
    ).toEqual([['99', ['sat2']]])
  })

  it.each<[string, ImportCode[], string]>([
    [
      'a point of a scale',
      [{ value: '9', means: 'refused', columns: ['sat1'] }],
      '"9": is an answer to sat1 in column "sat1"',
    ],
    ['an answer everywhere', [{ value: '9', means: 'refused' }], '"9": is an answer in every column'],
    [
      'an unknown column',
      [{ value: '99', means: 'refused', columns: ['sat9'] }],
      'the file has no column "sat9"',
    ],
    [
      'a column that answers nothing',
      [{ value: '99', means: 'refused', columns: ['id'] }],
      'column "id" answers no question',
    ],
    [
      'an answer that there is not',
      [{ value: '1', means: 'answer', answer: 'north', columns: ['region'] }],
      '"north" is no answer to region',
    ],
    [
      'two meanings',
      [
        { value: '99', means: 'refused' },
        { value: '99.0', means: 'empty' },
      ],
      '"99.0": is given two meanings',
    ],
  ])('are refused for %s', async (what, codes, said) => {
    const csv = what === 'an answer everywhere' ? 'sat1,sat2\n9,9\n' : CODED
    for (const step of ['imports/preview', 'imports']) {
      const { status, body } = await ask<ErrorBody>(step, csv, { codes })
      expect([status, body.error?.code, body.error?.message]).toEqual([
        422,
        'wrong-code',
        expect.stringContaining(said),
      ])
    }
  })

  it('hold for every step in the background, also after it was interrupted', async () => {
    const ROWS = 3600
    const wave = await openField()
    const rows = Array.from({ length: ROWS }, (_, i) => `b${i},${i % 3 === 0 ? 99 : 7},8,8,no,,local,25-34`)
    const codes: ImportCode[] = [{ value: '99', means: 'not_applicable' }]
    const deps = { db: test.databases.app, jobs: test.jobs, marks: test.marks }
    const started = await startImport(
      deps,
      mine.organisationId,
      wave.wave.id,
      requestOf(csvOf(...rows), { codes }, wave.brandId) as Parameters<typeof startImport>[3],
    )
    expect(started.state).toBe('queued')
    const stop = new AbortController()
    const progress = () => done<Import>(mine.ask('GET', `/api/imports/${started.id}`))
    const working = continueImport(deps, mine.organisationId, started.id, stop.signal)
    while ((await progress()).rowsDone < 500) await new Promise((wait) => setTimeout(wait, 5))
    stop.abort()
    await working.catch(() => undefined)
    await continueImport(deps, mine.organisationId, started.id, new AbortController().signal)
    expect(await progress()).toMatchObject({ state: 'done', added: ROWS, rejectedRows: 0 })
    const answers = await answersOf(wave.wave.id)
    expect(answers.filter(({ sat1 }) => sat1 === 'not_applicable')).toHaveLength(ROWS / 3)
  })
})

describe('choices in a code of the file', () => {
  const LABELLED = csvOf(
    'l1,7,8,8,no,,1,1',
    'l2,7,8,8,no,,2,1',
    'l3,7,8,8,2,,1,2',
    'l4,7,8,8,no,,9,2',
    'l5,7,8,8,no,,1,local',
  )

  it('are shown value by value, with the choices in the words of the form', async () => {
    const { codedColumns, strangeValues } = await preview(LABELLED)
    expect(
      codedColumns.map(({ column, values }) => [column, values.map(({ value, cells }) => [value, cells])]),
    ).toEqual([
      [
        'region',
        [
          ['1', 3],
          ['2', 1],
          ['9', 1],
        ],
      ],
      [
        'age-band',
        [
          ['1', 2],
          ['2', 2],
          ['local', 1],
        ],
      ],
    ])
    expect(codedColumns[0]?.choices[0]).toEqual({
      value: 'local',
      text: expect.objectContaining({ default: 'In this area' }),
    })
    // One cell is a slip, not a code.
    expect(strangeValues).toEqual([])
  })

  it('are read as the answers that were named, and imported so', async () => {
    const wave = await openField()
    const codes: ImportCode[] = [
      { value: '1', means: 'answer', answer: 'local', columns: ['region'] },
      { value: '2', means: 'answer', answer: 'domestic', columns: ['region'] },
      { value: '9', means: 'dont_know', columns: ['region'] },
      { value: '1', means: 'answer', answer: '25-34', columns: ['age-band'] },
      { value: '2', means: 'answer', answer: '35-44', columns: ['age-band'] },
      { value: '2', means: 'answer', answer: 'yes', columns: ['com1'] },
    ]
    const path = `/api/waves/${wave.wave.id}/imports`
    const request = requestOf(LABELLED, { codes }, wave.brandId)
    const seen = await done<ImportPreview>(mine.ask('POST', `${path}/preview`, request))
    expect([seen.accepted, seen.rejectedRows]).toEqual([4, 1])
    expect(seen.codedColumns[0]?.values[0]).toEqual({
      value: '1',
      cells: 3,
      means: 'answer',
      answer: 'local',
    })
    expect(await done<Import>(mine.ask('POST', path, request))).toMatchObject({ added: 4 })
    const said = (await answersOf(wave.wave.id)).map(({ region, com1, 'age-band': age }) => [
      region,
      com1,
      age,
    ])
    expect(said).toEqual(
      expect.arrayContaining([
        ['local', 'no', '25-34'],
        ['domestic', 'no', '25-34'],
        ['local', 'yes', '35-44'],
        ['dont_know', 'no', '35-44'],
      ]),
    )
  })

  it('name their columns, for the same number is another answer in each', async () => {
    for (const code of [
      { value: '1', means: 'answer', answer: 'local' },
      { value: '1', means: 'answer', columns: ['region'] },
      { value: '1', means: 'empty', answer: 'local', columns: ['region'] },
    ] as ImportCode[]) {
      expect((await ask<ErrorBody>('imports/preview', LABELLED, { codes: [code] })).status).toBe(422)
    }
  })
})

describe.each([
  ['interviews', `/api/waves/${field.wave.id}/uploads`],
  ['contacts', '/api/contacts/imports'],
])('the encoding of a file of %s', (_, path) => {
  /** "name" and 滿意 in Big5, whose bytes might be GB18030 as well. */
  const BIG5 = Buffer.concat([
    Buffer.from('email,imag1,'),
    Buffer.from('baa1b74e', 'hex'),
    Buffer.from('\na@b.example,7,x\n'),
  ])
  const send = async (encoding?: string) => {
    const query = new URLSearchParams({ fileName: 'a.csv', ...(encoding === undefined ? {} : { encoding }) })
    const answer = await test.app.request(`${path}?${query}`, {
      method: 'POST',
      headers: { origin: ORIGIN, cookie: mine.cookie, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(BIG5),
    })
    const body = (await answer.json()) as { columns: string[]; encoding: string } & ErrorBody
    return { status: answer.status, body }
  }

  it('is the one that is said', async () => {
    const read = await send('big5')
    expect([read.status, read.body.encoding, read.body.columns[2]]).toEqual([201, 'big5', '滿意'])
    expect((await send('gb18030')).body.columns[2]).not.toBe('滿意')
  })

  it('that the file is not in is refused with what to do, and one that there is not', async () => {
    const wrong = await send('utf-8')
    expect([wrong.status, wrong.body.error.message]).toEqual([
      422,
      'file: is not UTF-8 text; save it as CSV in UTF-8, or choose its encoding',
    ])
    expect((await send('latin-9')).status).toBe(422)
  })
})

describe('what is wrong', () => {
  it('is said once, with its columns, cells and first lines', async () => {
    const rows = Array.from(
      { length: 20 },
      (_, i) => `g${i},99,99,8,no,,local,${i < 12 ? `word ${i}` : '25-34'}`,
    )
    const seen = await preview(csvOf(...rows, 'g20,7,7,7,no,,local,25-34'))
    expect(seen.problems).toEqual([
      {
        reason: 'out-of-range',
        message: '99 is outside 1 to 10',
        values: ['99'],
        moreValues: 0,
        columns: ['sat1', 'sat2'],
        cells: 40,
        rows: 20,
        lines: [2, 3, 4, 5, 6],
      },
      expect.objectContaining({
        reason: 'unknown-choice',
        values: ['word 0', 'word 1', 'word 2', 'word 3', 'word 4'],
        moreValues: 7,
        columns: ['age-band'],
        cells: 12,
        rows: 12,
      }),
    ])
  })
})
