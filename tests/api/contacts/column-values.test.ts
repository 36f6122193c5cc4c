import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Contact, ContactAttribute, ContactPage } from '../../../api/contract/contact.ts'
import type { ColumnValues, ContactImportPreview } from '../../../api/contract/contact-import.ts'
import type { Quotas } from '../../../api/contract/quota.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { createTestApp, done, ORIGIN, openFieldwork, submission } from '../../test-app.ts'
import { registerOf } from '../register.ts'
import { everythingStored } from '../stored.ts'

describe('what stands in the columns of a file', () => {
  let test: Awaited<ReturnType<typeof createTestApp>>
  let mine: Awaited<ReturnType<typeof test.organisation>>
  let register: ReturnType<typeof registerOf>

  beforeAll(async () => {
    test = await createTestApp({ worker: true })
    mine = await test.organisation('Mine')
    register = registerOf(test, mine)
  })
  afterAll(() => test.stop())

  const valuesOf = (importId: string, ...columns: (string | [string, string])[]) =>
    mine.ask<{ columns: ColumnValues[] } & ErrorBody>('POST', `/api/contacts/imports/${importId}/values`, {
      columns: columns.map((column) =>
        typeof column === 'string' ? { column } : { column: column[0], attribute: column[1] },
      ),
    })
  const attributes = async () =>
    (await done<{ attributes: ContactAttribute[] }>(mine.ask('GET', '/api/contacts/attributes'))).attributes
  const addAttribute = (attribute: object) =>
    mine.ask<ErrorBody>('POST', '/api/contacts/attributes', attribute)
  const addValues = (key: string, ...codes: string[]) =>
    mine.ask<ContactAttribute & ErrorBody>('POST', `/api/contacts/attributes/${key}/values`, {
      values: codes.map((code) => ({ code, title: { en: code } })),
    })

  it('is counted to the last row, however it is written, and says whether it may be a segment', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) =>
      [
        `c${i}@example.org`,
        ['West', 'west', 'Ost', ' West '][i % 4],
        `Manager ${i % 21}`,
        i,
        i === 4999 ? 'x' : '',
      ].join(),
    )
    const { body } = await register.upload(['email,地区,manager,no,last', ...rows].join('\n'))
    const before = await everythingStored(test, mine.organisationId)
    const { columns } = (await valuesOf(body.id, '地区', 'manager', 'no', 'last')).body
    expect(columns[0]).toEqual({
      column: '地区',
      filled: 5000,
      distinct: 2,
      isWhole: true,
      maySegment: true,
      values: [
        { text: 'West', rows: 3750 },
        { text: 'Ost', rows: 1250 },
      ],
    })
    // One value more than a segment has: the most frequent are shown, and how many there are.
    expect(columns[1]).toMatchObject({ filled: 5000, distinct: 21, isWhole: true, maySegment: false })
    expect(columns[1]?.values).toHaveLength(20)
    expect(columns[1]?.values[0]).toEqual({ text: 'Manager 0', rows: 239 })
    expect(columns[2]).toMatchObject({ filled: 5000, distinct: 1000, isWhole: false, maySegment: false })
    expect(columns[3]).toMatchObject({ filled: 1, values: [{ text: 'x', rows: 1 }], maySegment: true })
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })

  it.each<[string, string]>([
    ['a word longer than a value may be', 'w'.repeat(201)],
    ['a control character', 'a\u0007b'],
  ])('is no segment with %s in it, nor where nothing stands', async (_, text) => {
    const { body } = await register.upload(`email,kind,none\na@example.org,fine,\nb@example.org,${text},\n`)
    const { columns } = (await valuesOf(body.id, 'kind', 'none')).body
    expect(columns.map(({ distinct, maySegment }) => [distinct, maySegment])).toEqual([
      [2, false],
      [0, false],
    ])
  })

  it('of a list is only what the list does not know; nothing is added before somebody says so', async () => {
    const region = {
      key: 'region',
      title: { en: 'Region', 'zh-Hans': '地区' },
      values: [{ code: 'north', title: { en: 'North', 'zh-Hans': '北方' } }],
    }
    expect((await addAttribute(region)).status).toBe(201)
    await done(addAttribute({ key: 'note', title: { en: 'Note' }, values: [] }))
    const file =
      'email,地区,note\nd1@example.org,北方,x\nd2@example.org,NORTH,y\nd3@example.org,West,z\nd4@example.org,west,\n'
    const { body } = await register.upload(file)
    const unknown = async () => (await valuesOf(body.id, ['地区', 'region'])).body.columns[0]
    expect(await unknown()).toMatchObject({ filled: 2, distinct: 1, values: [{ text: 'West', rows: 2 }] })
    expect(body.fates).toMatchObject({ add: 2, reject: 2 })
    expect((await attributes()).find(({ key }) => key === 'region')).toEqual(region)

    // Those it has stay as they are called.
    const added = await addValues('region', 'West', 'north', 'West')
    expect(added.body.values).toEqual([...region.values, { code: 'West', title: { en: 'West' } }])
    expect(await unknown()).toMatchObject({ filled: 0, distinct: 0, values: [] })
    const seen = await done<ContactImportPreview>(
      mine.ask('POST', `/api/contacts/imports/${body.id}/preview`, {}),
    )
    expect(seen.fates).toMatchObject({ add: 4, reject: 0 })
  })

  it('is asked of columns and lists that are there, and of files that are not started', async () => {
    const { body } = await register.upload('email,kind\ne@example.org,a\n')
    for (const [columns, message] of [
      [['else'], 'columns: "else": the file has no such column'],
      [[['kind', 'note']], 'columns: "kind": contacts have no list "note"'],
      [[['kind', 'nothing']], 'columns: "kind": contacts have no list "nothing"'],
    ] as [(string | [string, string])[], string][]) {
      const refused = await valuesOf(body.id, ...columns)
      expect([refused.status, refused.body.error?.message]).toEqual([422, message])
    }
    expect((await valuesOf(body.id)).status).toBe(422)
    await done(mine.ask('POST', `/api/contacts/imports/${body.id}/start`, {}))
    expect((await valuesOf(body.id, 'kind')).status).toBe(409)
    await register.ended(body.id)
  })

  it('of attributes no more are taken than are kept, none twice, and free text stays free text', async () => {
    const twice = await addAttribute({ key: 'region', title: { en: 'Again' }, values: [] })
    expect([twice.status, twice.body.error?.code]).toEqual([409, 'known-attribute'])
    const [free, gone, long] = [
      await addValues('note', 'x'),
      await addValues('nowhere', 'x'),
      await addValues('region', ...Array.from({ length: 199 }, (_, i) => `v${i}`)),
    ]
    expect([free.status, free.body.error?.code]).toEqual([409, 'free-text'])
    expect(gone.status).toBe(404)
    expect([long.status, long.body.error?.message]).toEqual([
      422,
      'values: a list has at most 200; "region" would have 201',
    ])
    const before = await attributes()
    const many = await Promise.all(
      Array.from({ length: 41 }, (_, i) =>
        addAttribute({ key: `more-${i}`, title: { en: `${i}` }, values: [] }),
      ),
    )
    // All at once, none overwrites another.
    expect(many.filter(({ status }) => status === 201)).toHaveLength(40 - before.length)
    expect(many.filter(({ status }) => status === 422)).toHaveLength(1 + before.length)
    expect(await attributes()).toHaveLength(40)
    await done(mine.ask('PUT', '/api/contacts/attributes', { attributes: before }))
  })

  it('that was kept as a text becomes a list of all that contacts hold, and of nothing less', async () => {
    await done(addAttribute({ key: 'branch', title: { en: 'Branch' }, values: [] }))
    const rows = ['Leeds', 'leeds', 'York, West', 'Leeds', ''].map((branch, i) => `B-${i},"${branch}"`)
    const { body } = await register.upload(['customer no.,branch', ...rows].join('\n'))
    await done(mine.ask('POST', `/api/contacts/imports/${body.id}/start`, { batch: 'branches' }))
    await register.ended(body.id)
    const held = await done<object>(mine.ask('GET', '/api/contacts/attributes/branch/values'))
    expect(held).toEqual({
      filled: 4,
      distinct: 2,
      isWhole: true,
      maySegment: true,
      values: [
        { text: 'Leeds', rows: 3 },
        { text: 'York, West', rows: 1 },
      ],
    })
    const make = (...values: [string, string][]) =>
      mine.ask<ContactAttribute & ErrorBody>('POST', '/api/contacts/attributes/branch/list', {
        values: values.map(([code, title]) => ({ code, title: { en: title } })),
      })
    const holds = async () =>
      (await done<ContactPage>(mine.ask('GET', '/api/contacts?batch=branches'))).contacts.map(
        ({ attributes }) => attributes['branch'],
      )
    const before = await everythingStored(test, mine.organisationId)
    const less = await make(['Leeds', 'Leeds'])
    expect([less.status, less.body.error?.message]).toEqual([
      409,
      'values: contacts hold something else of "branch" as well (1); look again at what they hold',
    ])
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
    expect((await make(['Leeds', 'Leeds'], ['York West', 'York, West'])).status).toBe(200)
    expect(await holds()).toEqual(['Leeds', 'Leeds', 'York West', 'Leeds', undefined])
    const again = await make(['Leeds', 'Leeds'])
    expect([again.status, again.body.error?.code]).toEqual([409, 'is-list'])
    expect((await mine.ask('GET', '/api/contacts/attributes/nowhere/values')).status).toBe(404)
  })

  it('becomes a segment of what these people answer, without being asked again', async () => {
    const field = await openFieldwork(mine.ask)
    const rows = Array.from({ length: 8 }, (_, i) => `T-${i},${i < 6 ? 'Gold, Plus' : 'silver'}`)
    const { body } = await register.upload(
      ['customer no.,tier', ...rows].join('\n').replaceAll('Gold, Plus', '"Gold, Plus"'),
    )
    expect(body.mapping['tier']).toBeNull()
    const [tier] = (await valuesOf(body.id, 'tier')).body.columns
    expect(tier).toMatchObject({
      maySegment: true,
      values: [
        { text: 'Gold, Plus', rows: 6 },
        { text: 'silver', rows: 2 },
      ],
    })
    await done(
      addAttribute({
        key: 'tier',
        title: { en: 'tier' },
        values: [
          { code: 'Gold Plus', title: { en: 'Gold, Plus' } },
          { code: 'silver', title: { en: 'silver' } },
        ],
      }),
    )
    const mapping = { ...body.mapping, tier: 'attribute:tier' }
    await done(mine.ask('POST', `/api/contacts/imports/${body.id}/start`, { mapping, batch: 'tiers' }))
    expect(await register.ended(body.id)).toMatchObject({ state: 'done', added: 8, rejected: 0 })
    const { contacts } = await done<ContactPage>(mine.ask('GET', '/api/contacts?batch=tiers'))
    expect(contacts.map(({ attributes }: Contact) => attributes['tier']).sort()).toEqual([
      ...Array<string>(6).fill('Gold Plus'),
      ...Array<string>(2).fill('silver'),
    ])

    // Invited by a link of their own, they answer the form, which asks no tier.
    const path = `/api/waves/${field.wave.id}`
    await done(mine.ask('POST', `${path}/links`, { contacts: { batch: 'tiers' }, brandId: field.brandId }))
    const { body: csv } = await mine.ask<string>('GET', `${path}/links.csv`)
    const tokens = [...csv.matchAll(/http\S+?\?i=([\w.-]+)/g)].map(([link = '']) => link.slice(ORIGIN.length))
    expect(tokens).toHaveLength(8)
    for (const link of tokens) {
      const [at = '', token = ''] = link.split('?i=')
      const form = await done<{ sealed: string }>(test.ask('GET', `${at}/form?i=${token}`))
      const sent = await test.ask<ErrorBody>(
        'POST',
        `${at}?i=${token}`,
        submission({}, form.sealed.split('.')[0]),
      )
      expect([sent.status, sent.body.error?.message]).toEqual([201, undefined])
    }
    const coded = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
      db.selectFrom('observation').select('attributes').where('waveId', '=', field.wave.id).execute(),
    )
    expect(
      coded.filter(({ attributes }) => (attributes as { tier?: string }).tier === 'Gold Plus'),
    ).toHaveLength(6)
    const offered = (await done<Quotas>(mine.ask('GET', `${path}/quotas`))).attributes
    expect(offered.find(({ code }) => code === 'tier')?.values).toEqual(['Gold Plus', 'silver'])
    const segments = encodeURIComponent(JSON.stringify({ tier: ['Gold Plus'] }))
    const results = await mine.ask<object>(
      'GET',
      `/api/results/programs/${field.program.id}?segments=${segments}`,
    )
    expect(results.status).toBe(200)
  })
})

describe('a workbook of contacts', () => {
  it('keeps the zeros of postcodes and numbers, says which sheet it reads, and reads another when asked', async () => {
    const test = await createTestApp()
    try {
      const mine = await test.organisation('Sheets')
      const register = registerOf(test, mine)
      const text = (value: string) => ({ value, type: String })
      const data = (name: string) => [
        ['Customer no.', 'Name', 'PLZ', 'Phone'].map(text),
        [
          { value: 42, type: Number, format: '"K-"00000' },
          text(name),
          { value: 1067, type: Number, format: '00000' },
          { value: 4930123456, type: Number, format: '0' },
        ],
      ]
      const file = await writeExcelFile([
        { sheet: 'Kunden 2026', data: data('Ann') },
        { sheet: 'Kunden 2025', data: data('Bob') },
      ] as never).toBuffer()
      const { status, body } = await register.upload(file, 'kunden.xlsx')
      expect(status).toBe(201)
      expect(body.sheet).toEqual({ name: 'Kunden 2026', others: ['Kunden 2025'] })
      expect(body.sample[0]?.cells).toEqual(['K-00042', 'Ann', '01067', '4930123456'])
      const send = (sheet: string) =>
        test.app.request(`/api/contacts/imports?${new URLSearchParams({ fileName: 'kunden.xlsx', sheet })}`, {
          method: 'POST',
          headers: { origin: ORIGIN, cookie: mine.cookie, 'content-type': 'application/octet-stream' },
          body: new Uint8Array(file),
        })
      const other = (await (await send('Kunden 2025')).json()) as ContactImportPreview
      expect(other.sheet).toEqual({ name: 'Kunden 2025', others: ['Kunden 2026'] })
      expect(other.sample[0]?.cells[1]).toBe('Bob')
      const before = await everythingStored(test, mine.organisationId)
      const refused = await send('Kunden 2024')
      expect([refused.status, ((await refused.json()) as ErrorBody).error?.message]).toEqual([
        422,
        'file: has no sheet "Kunden 2024"; it has "Kunden 2026", "Kunden 2025"',
      ])
      expect(await everythingStored(test, mine.organisationId)).toEqual(before)
      // Text has no sheets.
      expect((await register.upload('email\na@example.org\n')).body.sheet).toBeNull()
    } finally {
      await test.stop()
    }
  })
})
