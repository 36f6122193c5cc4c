import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import type { Contact, ContactPage } from '../../../api/contract/contact.ts'
import type { ContactImportPreview } from '../../../api/contract/contact-import.ts'
import { lockRegister } from '../../../api/db/contact-rules.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { createTestApp, done } from '../../test-app.ts'
import { holding } from '../hold.ts'
import { registerOf } from '../register.ts'
import { countStored, everythingStored } from '../stored.ts'

describe('a file of contacts', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let mine: Awaited<ReturnType<typeof test.organisation>>
  let register: ReturnType<typeof registerOf>

  beforeAll(async () => {
    test = await createTestApp({ worker: true })
    mine = await test.organisation('Mine')
    register = registerOf(test, mine)
    await done(
      mine.ask('PUT', '/api/contacts/attributes', {
        attributes: [
          {
            key: 'region',
            title: { en: 'Region', 'zh-Hans': '地区' },
            values: [
              { code: 'north', title: { en: 'North', 'zh-Hans': '北方' } },
              { code: 'south', title: { en: 'South', 'zh-Hans': '南方' } },
            ],
          },
          { key: 'city', title: { en: 'City', 'zh-Hans': '城市' }, values: [] },
        ],
      }),
    )
  })
  afterAll(() => test.stop())

  const list = async (query = ''): Promise<Contact[]> =>
    (await done<ContactPage>(mine.ask('GET', `/api/contacts?${query}`))).contacts
  const find = async (search: string) => (await list(`search=${encodeURIComponent(search)}`))[0]

  it('is previewed: columns are recognised in three languages, every problem named, nothing stored', async () => {
    const before = await countStored(test.databases, mine.organisationId, 'contact')
    const { status, body } = await register.upload(
      [
        '客户编号;姓名;邮箱;手机;地区;备注',
        'C-1;张伟;Zhang.Wei@Example.org;138 0013 8000;北方;x',
        'C-2;李娜;not an address;12;西方;x',
        ';;;;南方;x',
        'C-3;王芳;zhang.wei@example.org;;north;x',
        'C-1;赵六;z6@example.org;;;x',
        'C-4;too;few',
        'C-5;too;;;;;many',
        '',
      ].join('\n'),
    )
    expect(status).toBe(201)
    expect(body).toMatchObject({ rows: 7, delimiter: ';', encoding: 'utf-8', format: 'csv', checked: 7 })
    expect(body.mapping).toEqual({
      客户编号: 'customer-number',
      姓名: 'name',
      邮箱: 'email',
      手机: 'phone',
      地区: 'attribute:region',
      备注: null,
    })
    const said = body.sample.map(({ line, fate, problems }) => [
      line,
      fate,
      ...problems.map(({ column, reason, message }) => `${column} ${reason} ${message}`),
    ])
    expect(said).toEqual([
      [2, 'add'],
      [
        3,
        'reject',
        '邮箱 email is not an e-mail address',
        '手机 phone is not a telephone number',
        '地区 value is no value of "region"',
      ],
      [
        4,
        'reject',
        ' no-identity has no customer number, e-mail address or telephone number to know this contact by',
      ],
      // The same address under another customer number is another customer.
      [5, 'add'],
      [6, 'reject', ' duplicate-in-file line 2 has the same customer number'],
      [7, 'reject', '邮箱 email is not an e-mail address'],
      [8, 'reject', ' cell-count has 7 cells, the header 6'],
    ])
    expect(body.fates).toEqual({ add: 2, update: 0, unchanged: 0, skip: 0, reject: 5 })
    expect(await countStored(test.databases, mine.organisationId, 'contact')).toBe(before)
  })

  it('comes in whole where it can; the rest is counted and can be fetched as it stood, with reasons', async () => {
    const ended = await register.load(
      [
        'customer-number,name,email,region,city',
        'A-1,Ann,ann@example.org,North,Leeds',
        'A-2,=1+1,bad,north,"=HYPERLINK(""http://evil"")"',
        'A-3,Bob,bob@example.org,south,York',
      ].join('\r\n'),
      { batch: 'May', consent: 'given' },
    )
    expect(ended).toMatchObject({ state: 'done', rows: 3, rowsDone: 3, added: 2, rejected: 1, progress: 1 })
    expect(await find('ann@example.org')).toMatchObject({
      customerNumber: 'A-1',
      name: 'Ann',
      email: 'ann@example.org',
      attributes: { region: 'north', city: 'Leeds' },
      consent: 'given',
      batch: 'May',
    })
    const { body, headers } = await mine.ask<string>('GET', `/api/contacts/imports/${ended.id}/rejected.csv`)
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    // Case 27: what a spreadsheet would run is text.
    expect(body).toBe(
      'customer-number,name,email,region,city,line,problem\n' +
        'A-2,\'=1+1,bad,north,"\'=HYPERLINK(""http://evil"")",3,email: is not an e-mail address\n',
    )
    // The file itself is not kept once it has been read.
    expect(await countStored(test.databases, mine.organisationId, 'contact_import_part')).toBeGreaterThan(0)
    const parts = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
      db.selectFrom('contactImportPart').select('position').where('importId', '=', ended.id).execute(),
    )
    expect(parts).toEqual([])
  })

  it('brought again it changes nobody; with changes, those; skipped, none', async () => {
    const file = 'customer-number,name,email,phone\nU-1,Uma,uma@example.org,\nU-2,Ude,,00441134960000\n'
    expect(await register.load(file)).toMatchObject({ added: 2, updated: 0, unchanged: 0 })
    expect(await register.load(file)).toMatchObject({ added: 0, updated: 0, unchanged: 2 })
    // Known by e-mail, without its number; an empty cell takes nothing away.
    const changed = 'email,name,phone\numa@example.org,Uma B.,\n'
    expect(await register.load(changed, { existing: 'skip' })).toMatchObject({ updated: 0, unchanged: 1 })
    expect((await find('U-1'))?.name).toBe('Uma')
    expect(await register.load(changed)).toMatchObject({ added: 0, updated: 1, unchanged: 0 })
    expect(await find('U-1')).toMatchObject({ name: 'Uma B.', email: 'uma@example.org' })
    expect(await find('+441134960000')).toMatchObject({ customerNumber: 'U-2' })
  })

  it('is not known by a running number; chosen to be, it says who would become somebody else, and what would change', async () => {
    await register.load('customer no.,name,email\n1,Ada Old,ada@example.org\n2,Ben Old,ben@example.org\n')
    const guests = 'No.,ID,编号,name,email\n1,1,1,Zoe New,zoe@example.org\n2,2,2,Ben Older,ben@example.org\n'
    const { body } = await register.upload(guests)
    expect(body.mapping).toEqual({ 'No.': null, ID: null, 编号: null, name: 'name', email: 'email' })
    expect(body).toMatchObject({ fates: { add: 1, update: 1 }, others: 0 })
    const mapping = { 'No.': 'customer-number', name: 'name', email: 'email' }
    const preview = (plan: object) =>
      done<ContactImportPreview>(mine.ask('POST', `/api/contacts/imports/${body.id}/preview`, plan))
    const chosen = await preview({ mapping, batch: 'Guests' })
    expect(chosen).toMatchObject({ fates: { update: 2 }, others: 1 })
    const inBatch = { field: 'batch', before: '', after: 'Guests' }
    expect(chosen.sample.map(({ isOther, changes }) => [isOther, changes])).toEqual([
      [
        true,
        [
          { field: 'name', before: 'Ada Old', after: 'Zoe New' },
          { field: 'email', before: 'ada@example.org', after: 'zoe@example.org' },
          inBatch,
        ],
      ],
      [false, [{ field: 'name', before: 'Ben Old', after: 'Ben Older' }, inBatch]],
    ])
    // Left as they are, nobody becomes anybody.
    const left = await preview({ mapping, existing: 'skip' })
    expect(left).toMatchObject({ fates: { skip: 2 }, others: 0 })
    expect(left.sample.flatMap(({ changes }) => changes)).toEqual([])
    expect(await find('ada@example.org')).toMatchObject({ name: 'Ada Old', batch: null })
  })

  it.each([0, 600])(
    'two people who share all that the register knows, %i rows apart, are both there after it',
    async (apart) => {
      const phone = `+861380000${1000 + apart}`
      await register.load(`phone\n${phone}\n`)
      const between = Array.from({ length: apart }, (_, i) => `B-${i},,between${i}@example.org`)
      const couple = [`K-${apart}-1,${phone},`, ...between, `K-${apart}-2,${phone},`]
      const file = `customer number,phone,email\n${couple.join('\n')}\n`
      const { body } = await register.upload(file)
      expect(body.fates).toMatchObject({ add: apart + 1, update: 1 })
      expect(await register.load(file)).toMatchObject({
        added: apart + 1,
        updated: 1,
        unchanged: 0,
        rejected: 0,
      })
      const numbers = (await list(`search=${encodeURIComponent(phone)}`)).map(
        (contact) => contact.customerNumber,
      )
      expect(numbers.sort()).toEqual([`K-${apart}-1`, `K-${apart}-2`])
      expect(await register.load(file)).toMatchObject({ added: 0, updated: 0, rejected: 0 })
    },
  )

  it('two rows about one contact come one after the other', async () => {
    await register.load('customer number,email\nR-1,r1@example.org\n')
    const file = 'customer number,email,name,phone\nR-1,,Rosa,\n,r1@example.org,,+49301111111\n'
    expect(await register.load(file)).toMatchObject({ added: 0, updated: 2, rejected: 0 })
    expect(await find('r1@example.org')).toMatchObject({ name: 'Rosa', phone: '+49301111111' })
    expect(
      await register.load('customer number,email\nR-1,\n,r1@example.org\n', { existing: 'skip' }),
    ).toMatchObject({
      ...{ added: 0, updated: 0, unchanged: 2 },
    })
  })

  it('is previewed as it will be: what is so already, what moves to another batch, and a no that stays', async () => {
    await register.load('email,name\ns1@example.org,Sam\ns2@example.org,Sue\n', { batch: 'Spring' })
    const path = `/api/contacts/${(await find('s2@'))?.id}`
    await done(mine.ask('PATCH', path, { unsubscribed: true, consent: 'withdrawn' }))
    const file = 'email,name,consent\ns1@example.org,,\ns2@example.org,Sue,yes\ns2@example.org,,\n'
    const { body } = await register.upload(file)
    expect(body.fates).toEqual({ add: 0, update: 0, unchanged: 2, skip: 0, reject: 1 })
    expect(body.sample.map(({ fate, changes, notes }) => ({ fate, changes, notes }))).toEqual([
      { fate: 'unchanged', changes: [], notes: [] },
      { fate: 'unchanged', changes: [], notes: ['stays-withdrawn', 'stays-unsubscribed'] },
      { fate: 'reject', changes: [], notes: [] },
    ])
    const moved = await done<ContactImportPreview>(
      mine.ask('POST', `/api/contacts/imports/${body.id}/preview`, { batch: 'Autumn' }),
    )
    expect(moved.fates).toMatchObject({ update: 2, unchanged: 0 })
    expect(moved.sample[0]?.changes).toEqual([{ field: 'batch', before: 'Spring', after: 'Autumn' }])
    expect(await register.load(file)).toMatchObject({ updated: 0, unchanged: 2, rejected: 1 })
  })

  it('never takes back that somebody unsubscribed or withdrew consent', async () => {
    await register.load('email\nno@example.org\n')
    const before = await find('no@example.org')
    const path = `/api/contacts/${before?.id}`
    await done(mine.ask('PATCH', path, { unsubscribed: true, consent: 'withdrawn' }))
    await register.load('email,consent,unsubscribed\nno@example.org,yes,no\n')
    expect(await find('no@example.org')).toMatchObject({ consent: 'withdrawn' })
    expect((await find('no@example.org'))?.unsubscribedAt).not.toBeNull()
  })

  it.each([
    ['UTF-8 with mark', Buffer.from('\uFEFF姓名,邮箱\n陈静,cj1@example.org\n')],
    [
      'UTF-16, little end first',
      Buffer.concat([
        Buffer.from([0xff, 0xfe]),
        Buffer.from('姓名\t邮箱\n陈静\tcj2@example.org\n', 'utf16le'),
      ]),
    ],
    ['UTF-16, no mark', Buffer.from('name,email\nChen,cj3@example.org\n', 'utf16le')],
    [
      'UTF-16, big end first',
      Buffer.concat([
        Buffer.from([0xfe, 0xff]),
        Buffer.from('姓名,邮箱\n陈静,cj4@example.org\n', 'utf16le').swap16(),
      ]),
    ],
    // GB18030 of 姓名,邮箱 / 陈静 (iconv -t GB18030).
    [
      'GB18030',
      Buffer.concat([
        Buffer.from('d0d5c3fb2cd3cacfe40a', 'hex'),
        Buffer.from('b3c2beb2', 'hex'),
        Buffer.from(',cj5@example.org\n'),
      ]),
    ],
  ])('case 28: %s is read', async (what, file) => {
    const ended = await register.load(file)
    expect([what, ended.added, ended.failure]).toEqual([what, 1, null])
    const number = /cj\d/.exec(file.toString('latin1').replaceAll('\0', ''))?.[0] ?? ''
    expect((await find(`${number}@`))?.name).toMatch(/^(陈静|Chen)$/)
  })

  it('Big5 is told from GB18030, and an encoding chosen by hand is believed', async () => {
    // Big5 of 姓名 / 陳靜 (iconv -t BIG5).
    const file = Buffer.concat([
      Buffer.from('a96da657', 'hex'),
      Buffer.from(',email\n'),
      Buffer.from('b3afc052', 'hex'),
      Buffer.from(',big5@example.org\n'),
    ])
    const { body } = await register.upload(file)
    expect(body.encoding).toBe('big5')
    const wrong = await done<ContactImportPreview>(
      mine.ask('POST', `/api/contacts/imports/${body.id}/preview`, { encoding: 'gb18030' }),
    )
    expect(wrong.columns).not.toContain('姓名')
    const again = await done<ContactImportPreview>(
      mine.ask('POST', `/api/contacts/imports/${body.id}/preview`, { encoding: 'big5' }),
    )
    expect(again.mapping).toEqual({ 姓名: 'name', email: 'email' })
    await done(mine.ask('POST', `/api/contacts/imports/${body.id}/start`, { encoding: 'big5' }))
    await register.ended(body.id)
    expect((await find('big5@'))?.name).toBe('陳靜')
  })

  it('a workbook is read by its first sheet: numbers and days as people see them', async () => {
    const sheet = [
      ['Customer no.', 'Name', 'Phone', 'City'].map((value) => ({ value })),
      [{ value: 4711 }, { value: 'Xenia\nY.' }, { value: 8613800138001 }, { value: '=1+1' }],
    ]
    const ended = await register.load(new Uint8Array(await writeExcelFile(sheet).toBuffer()))
    expect(ended).toMatchObject({ state: 'done', added: 1, rejected: 0 })
    expect(await find('4711')).toMatchObject({
      name: 'Xenia Y.',
      phone: '8613800138001',
      attributes: { city: '=1+1' },
    })
  })

  it('of a workbook the first sheet is read that is not hidden, and a stray note beside it is a column of its own', async () => {
    const file = await readFile(new URL('../../fixtures/contacts/hidden-sheet.xlsx', import.meta.url))
    const { body } = await register.upload(file)
    expect(body.mapping).toEqual({ Email: 'email', Name: 'name', 'Column 6': null })
    expect(body.sample.map(({ cells }) => cells)).toEqual([
      ['seen@example.org', '', ''],
      ['seen-too@example.org', 'Too', 'a stray note'],
    ])
    expect(body.fates).toMatchObject({ add: 2, reject: 0 })
  })

  it.each([
    ['', 'is empty'],
    ['name,email\n', 'has a header but no rows'],
    ['name,email\n\n,\n', 'has a header but no rows'],
    [',,\na,b,c\n', 'is empty'],
    [`${'x,'.repeat(101)}\n`, 'more than 100 columns'],
    ['name,name\na,b\n', 'names the column "name" twice'],
    ['name,email\n"a,b\n', /cannot be read as CSV.*line/],
    [Buffer.from('name,email\nA\0,b@example.org\n'), 'holds NUL characters'],
    [Buffer.from([0x6e, 0x0a, 0xff, 0xff, 0x0a]), /is not GB18030 text/],
    [Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(40)]), 'not a whole XLSX workbook'],
    [Buffer.concat([Buffer.from('d0cf11e0', 'hex'), Buffer.alloc(40)]), 'old .xls workbook'],
    [`n,${'x,'.repeat(200)}y\n1\n`, 'more than 100 columns'],
  ])('case 28: %j is refused with a sentence and nothing of it is kept', async (file, message) => {
    const before = await everythingStored(test, mine.organisationId)
    const { status, body } = await register.upload(file)
    expect(status).toBe(422)
    expect(body.error.code).toBe('unreadable-file')
    expect(body.error.message).toMatch(message)
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })

  it('case 28: a million rows are refused before any is taken', async () => {
    const before = await everythingStored(test, mine.organisationId)
    const { status, body } = await register.upload(`email\n${'a@example.org\n'.repeat(1_000_000)}`)
    expect([status, body.error.message]).toEqual([422, 'file: has more than 250000 rows; split it'])
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })

  it('case 28: a workbook with an XML entity gives its text, never a file', async () => {
    const file = await readFile(new URL('../../fixtures/contacts/entity.xlsx', import.meta.url))
    const { status, body } = await register.upload(file)
    expect(JSON.stringify(body)).not.toContain('root:')
    expect([201, 422]).toContain(status)
  })

  it('case 28: a workbook that unpacks to gigabytes is refused', async () => {
    const file = await readFile(new URL('../../fixtures/contacts/bomb.xlsx', import.meta.url))
    expect(file.length).toBeLessThan(1_000_000)
    const { status, body } = await register.upload(file)
    expect([status, body.error.message]).toEqual([422, expect.stringContaining('unpacks to more than')])
  })

  it('is refused when it is no file, too large, or nobody says which column knows a contact', async () => {
    const asJson = await mine.ask('POST', '/api/contacts/imports?fileName=a.csv', { a: 1 })
    expect([asJson.status, asJson.body.error.code]).toEqual([415, 'not-a-file'])
    const large = await register.upload(Buffer.alloc(65 * 1024 * 1024, 'a,b\n'))
    expect([large.status, large.body.error.message]).toEqual([
      413,
      'file: is larger than 64 MiB; split it, rows are never taken twice',
    ])
    const { body } = await register.upload('name,remark\nA,b\n')
    const start = await mine.ask('POST', `/api/contacts/imports/${body.id}/start`, {})
    expect([start.status, start.body.error.code]).toEqual([422, 'wrong-mapping'])
    for (const mapping of [{ nowhere: 'name' }, { name: 'nonsense' }, { name: 'email', remark: 'email' }]) {
      const refused = await mine.ask('POST', `/api/contacts/imports/${body.id}/preview`, { mapping })
      expect([refused.status, refused.body.error.code]).toEqual([422, 'wrong-mapping'])
    }
  })

  it('is started once, and stopped at any time', async () => {
    const { body } = await register.upload('email\nonce@example.org\n')
    const start = () => mine.ask('POST', `/api/contacts/imports/${body.id}/start`, {})
    const answers = await Promise.all([start(), start(), start()])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409])
    await register.ended(body.id)
    const late = await mine.ask('POST', `/api/contacts/imports/${body.id}/cancel`)
    expect([late.status, late.body.error.code]).toEqual([409, 'import-ended'])

    const rows = Array.from({ length: 20_000 }, (_, i) => `stop${i}@example.org`).join('\n')
    const long = await register.upload(`email\n${rows}\n`)
    await done(mine.ask('POST', `/api/contacts/imports/${long.body.id}/start`, {}))
    await done(mine.ask('POST', `/api/contacts/imports/${long.body.id}/cancel`))
    const ended = await register.ended(long.body.id)
    expect(ended.state).toBe('cancelled')
    // The step that was under way is over when the register is free.
    await (await holding(test.databases, mine.organisationId).hold(lockRegister))()
    const { total } = await done<ContactPage>(mine.ask('GET', '/api/contacts?search=stop'))
    const counted = (await register.ended(long.body.id)).added
    expect(total).toBe(counted)
    expect(counted).toBeLessThan(20_000)
  })
})
