import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { FormPreview, NewProgram, Program } from '../../../api/contract/program.ts'
import type { Collector, Wave } from '../../../api/contract/wave.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { done, newProgram, openFieldwork, startTestApp } from '../../test-app.ts'
import { everythingStored } from '../stored.ts'

const { test, mine } = await startTestApp()

const create = (over: Partial<NewProgram> = {}) =>
  done<Program>(mine.ask('POST', '/api/programs', newProgram(over)))
const publish = (id: string) => done<Program>(mine.ask('POST', `/api/programs/${id}/publish`))

async function expectRefused(method: string, path: string, body: unknown, status: number, said: string) {
  const before = await everythingStored(test, mine.organisationId)
  const answer = await mine.ask<ErrorBody>(method, path, body)
  expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(said)])
  expect(await everythingStored(test, mine.organisationId)).toEqual(before)
}

/** What the form of a program holds in the database, as text. */
async function frozenForm(programId: string): Promise<string> {
  return withOrganisation(test.databases.app, mine.organisationId, async (db) => {
    const { rows } = await sql<{ form: string }>`
      select to_jsonb(form)::text as form from form where program_id = ${programId}`.execute(db)
    return rows.map(({ form }) => form).join()
  })
}

const acsi = { instrument: { name: 'acsi', version: 1 }, parameters: {}, asked: 'always' as const, weight: 1 }

describe('a draft', () => {
  it('is created as asked and read back the same', async () => {
    const made = await create()
    const { brands, ...asked } = newProgram()
    expect(made).toMatchObject({ ...asked, status: 'draft', form: null })
    expect(made.brands.map(({ name, own, position }) => ({ name, own, position }))).toEqual(
      brands.map((brand, position) => ({ ...brand, position })),
    )
    expect((await mine.ask<Program>('GET', `/api/programs/${made.id}`)).body).toEqual(made)
  })

  it.each<[string, Partial<NewProgram>]>([
    ['name', { name: 'Renamed' }],
    ['purpose', { purpose: 'Another' }],
    ['languages', { languages: ['zh-Hans'] }],
    ['attributes', { attributes: ['age-band', 'gender'] }],
    ['modules', { modules: [acsi] }],
    ['period', { period: { en: '6 months', 'zh-Hans': '6个月', 'zh-Hant': '6個月' } }],
    ['nothing', {}],
  ])('changes in its %s and in nothing else', async (_, change) => {
    const made = await create({ purpose: 'Kept', attributes: ['region'] })
    const changed = await done<Program>(mine.ask('PATCH', `/api/programs/${made.id}`, change))
    expect(changed).toEqual({ ...made, ...change, updatedAt: changed.updatedAt })
    expect((await mine.ask<Program>('GET', `/api/programs/${made.id}`)).body).toEqual(changed)
  })

  it('changes its brands as a whole', async () => {
    const made = await create()
    const brands = [
      { name: 'Third', own: false },
      { name: 'Ours', own: true },
    ]
    const changed = await done<Program>(mine.ask('PATCH', `/api/programs/${made.id}`, { brands }))
    expect(changed.brands.map(({ name }) => name)).toEqual(['Third', 'Ours'])
  })

  it('shows the form it would become, and may be removed', async () => {
    const made = await create()
    const preview = await done<FormPreview>(mine.ask('GET', `/api/programs/${made.id}/preview`))
    expect(preview.items).toBe(25)
    expect(preview.moduleMinutes).toEqual({ 'ecsi-mobile': 3.2 })
    expect([preview.leastMinutes, preview.mostMinutes]).toEqual([preview.minutes, preview.minutes])
    expect((await mine.ask('POST', `/api/programs/${made.id}/waves`, {})).status).toBe(422)
    await expectRefused(
      'POST',
      `/api/programs/${made.id}/waves`,
      { name: 'W', opensOn: '2026-01-01', closesOn: '2026-01-02' },
      409,
      'publish it first',
    )
    await done(mine.ask('DELETE', `/api/programs/${made.id}`))
    expect((await mine.ask('GET', `/api/programs/${made.id}`)).status).toBe(404)
  })

  it.each([
    '\u202egnp.exe',
    'a\u200bb\ufeff',
    '👩‍👩‍👧‍👦 满意 🇨🇳',
    '<script>alert(1)</script>',
    '=1+1',
    '{brand} $& %s',
    '满'.repeat(200),
  ])('case 8: a brand named "%s" is stored as given', async (name) => {
    const made = await create({ name, brands: [{ name, own: true }] })
    const read = await done<Program>(mine.ask('GET', `/api/programs/${made.id}`))
    // White space at the ends goes, and the byte-order mark counts as such.
    expect([read.name, read.brands[0]?.name]).toEqual([name.trim(), name.trim()])
    expect((await publish(made.id)).status).toBe('published')
  })

  it.each<[string, object, string]>([
    ['no name', { name: '  ' }, 'name: is empty'],
    ['201 characters of name', { name: 'x'.repeat(201) }, 'name: is longer than 200 characters'],
    ['NUL in its name', { name: 'a\0b' }, 'name: holds a control character'],
    ['half a surrogate in its name', { name: 'a\ud83d' }, 'name: holds a control character'],
    ['NUL in a brand', { brands: [{ name: '\0', own: true }] }, 'brands.0.name: holds a control character'],
    ['a lone surrogate in its purpose', { purpose: '\udc00' }, 'purpose: holds a control character'],
    ['a number for a name', { name: 1 }, 'name: '],
    ['no brands', { brands: [] }, 'brands: '],
    [
      '13 brands',
      { brands: Array.from({ length: 13 }, (_, i) => ({ name: `B${i}`, own: i === 0 })) },
      'brands: ',
    ],
    ['no own brand', { brands: [{ name: 'A', own: false }] }, 'brands: mark the brand that is your own'],
    [
      'a brand twice',
      {
        brands: [
          { name: 'A', own: true },
          { name: ' a ', own: false },
        ],
      },
      'brands: the same one is listed twice',
    ],
    ['no languages', { languages: [] }, 'languages: '],
    ['an unknown language', { languages: ['fr'] }, 'languages.0: '],
    ['a language twice', { languages: ['en', 'en'] }, 'languages: the same one is listed twice'],
    [
      'an unknown instrument',
      { modules: [{ instrument: { name: 'nope', version: 1 } }] },
      'there is no instrument "nope" version 1',
    ],
    [
      'an instrument of Object',
      { modules: [{ instrument: { name: 'constructor', version: 1 } }] },
      'no instrument "constructor"',
    ],
    [
      'another version',
      { modules: [{ instrument: { name: 'acsi', version: 99 } }] },
      'there is no instrument "acsi" version 99',
    ],
    [
      'two indices',
      { modules: [acsi, { ...acsi, instrument: { name: 'ecsi-mobile', version: 1 } }] },
      'keep one of them',
    ],
    ['the same questions twice', { modules: [acsi, acsi] }, '"acsi" and "acsi" both ask'],
    [
      'settings an instrument does not have',
      { modules: [{ ...acsi, parameters: { x: 1 } }] },
      'modules.0.x: "acsi" has no such setting',
    ],
    ['more drawn modules than rotate', { rotating: 1 }, '1 modules are to be drawn, but only 0 rotate'],
    ['a redirect to http', { redirect: 'http://a.example' }, 'redirect: '],
    ['a redirect to script', { redirect: 'javascript:alert(1)' }, 'redirect: '],
    ['an unknown attribute', { attributes: ['shoe-size'] }, 'there is no attribute "shoe-size"'],
    ['a broken attribute', { attributes: ['\ud800'] }, 'attributes: there is no attribute'],
    ['an attribute twice', { attributes: ['region', 'region'] }, 'attributes: the same one is listed twice'],
  ])('is refused with %s, new and changed', async (_, over, said) => {
    await expectRefused('POST', '/api/programs', { ...newProgram(), ...over }, 422, said)
    const made = await create()
    await expectRefused('PATCH', `/api/programs/${made.id}`, over, 422, said)
  })

  it.each<[string, unknown]>([
    ['organisationId', uuidv7()],
    ['id', uuidv7()],
    ['status', 'published'],
    ['form', null],
    ['createdAt', '2020-01-01T00:00:00Z'],
    ['publishedAt', '2020-01-01T00:00:00Z'],
    ['isDemo', true],
    ['score', 100],
    ['constructor', {}],
  ])('case 36: "%s" cannot be assigned', async (field, value) => {
    await expectRefused('POST', '/api/programs', { ...newProgram(), [field]: value }, 422, field)
    const made = await create()
    await expectRefused('PATCH', `/api/programs/${made.id}`, { [field]: value }, 422, field)
    const brands = [{ name: 'A', own: true, [field]: value }]
    await expectRefused('PATCH', `/api/programs/${made.id}`, { brands }, 422, field)
  })
})

describe('publishing', () => {
  it('freezes form number 1, once, also when two people press at the same moment', async () => {
    const made = await create()
    const answers = await Promise.all(
      [1, 2, 3].map(() => mine.ask<Program>('POST', `/api/programs/${made.id}/publish`)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const published = await done<Program>(mine.ask('GET', `/api/programs/${made.id}`))
    expect(published).toMatchObject({ status: 'published', form: { number: 1 } })
    expect(published.form?.contentHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('leaves name and purpose to change, and the form as it was', async () => {
    const made = await create({ purpose: 'Kept' })
    const published = await publish(made.id)
    const frozen = await frozenForm(made.id)
    const renamed = await done<Program>(mine.ask('PATCH', `/api/programs/${made.id}`, { name: 'Renamed' }))
    expect(renamed).toEqual({ ...published, name: 'Renamed', updatedAt: renamed.updatedAt })
    await done(mine.ask('PATCH', `/api/programs/${made.id}`, { purpose: 'Other' }))
    expect(await frozenForm(made.id)).toBe(frozen)
  })

  it.each<[string, Partial<NewProgram>]>([
    ['attributes', { attributes: [] }],
    ['languages', { languages: ['en'] }],
    ['modules', { modules: [acsi] }],
    ['brands', { brands: [...newProgram().brands, { name: 'Third', own: false }] }],
  ])(
    'keeps its form while its %s change, and freezes the next one when published again',
    async (_, change) => {
      const made = await create()
      const first = await publish(made.id)
      const path = `/api/programs/${made.id}`
      const frozen = await frozenForm(made.id)
      const edited = await done<Program>(mine.ask('PATCH', path, change))
      expect(edited).toMatchObject({ edited: true, form: first.form })
      expect(edited.brands.slice(0, 2)).toEqual(first.brands)
      expect(await frozenForm(made.id)).toBe(frozen)
      const second = await publish(made.id)
      expect(second).toMatchObject({ edited: false, form: { number: 2 } })
      expect(second.form?.contentHash).not.toBe(first.form?.contentHash)
      await expectRefused('POST', `${path}/publish`, undefined, 409, 'nothing has changed since')
    },
  )

  it('edited and edited back, makes no new form', async () => {
    const made = await create()
    const first = await publish(made.id)
    const path = `/api/programs/${made.id}`
    await done(mine.ask('PATCH', path, { attributes: [] }))
    await done(mine.ask('PATCH', path, { attributes: made.attributes }))
    expect((await publish(made.id)).form).toEqual(first.form)
  })

  it('published, it cannot be removed, nor can its brands', async () => {
    const made = await create()
    await publish(made.id)
    const path = `/api/programs/${made.id}`
    await expectRefused('DELETE', path, undefined, 409, 'is published and cannot be removed')
    await expectRefused('POST', `${path}/publish`, undefined, 409, 'nothing has changed since')
    const [ours, theirs] = newProgram().brands
    await expectRefused(
      'PATCH',
      path,
      { brands: [ours] },
      409,
      '"Theirs" may have answers and cannot be removed',
    )
    const swapped = [
      { ...ours, own: false },
      { ...theirs, own: true },
    ]
    await expectRefused(
      'PATCH',
      path,
      { brands: swapped },
      409,
      'whether "Ours" is your own can no longer change',
    )
  })

  it('a wave moves on to a newer form, never back, never to one that is not there', async () => {
    const { program, wave } = await openFieldwork(mine.ask)
    await done(mine.ask('PATCH', `/api/programs/${program.id}`, { attributes: [] }))
    await publish(program.id)
    const path = `/api/waves/${wave.id}`
    expect((await done<Wave>(mine.ask('GET', path))).formNumber).toBe(1)
    await expectRefused('PATCH', path, { formNumber: 3 }, 422, 'the program has no form 3')
    expect((await done<Wave>(mine.ask('PATCH', path, { formNumber: 2 }))).formNumber).toBe(2)
    await expectRefused('PATCH', path, { formNumber: 1 }, 409, 'the wave is on form 2 already')
  })

  it('another design has another content', async () => {
    const hash = async (over: Partial<NewProgram>) =>
      (await publish((await create(over)).id)).form?.contentHash
    expect(await hash({ attributes: [] })).not.toBe(await hash({}))
  })
})

describe('waves and links', () => {
  it.each<[string, object, string]>([
    [
      'ending before it begins',
      { opensOn: '2026-02-02', closesOn: '2026-02-01' },
      'closesOn: is before opensOn',
    ],
    ['a day that is none', { opensOn: '2026-02-30' }, 'opensOn: '],
    ['the year 0', { opensOn: '0000-01-01' }, 'opensOn: is not a day between 1900 and 2999'],
    ['a moment for a day', { closesOn: '2026-02-01T00:00:00Z' }, 'closesOn: '],
    ['no name', { name: '' }, 'name: is empty'],
    ['another program', { programId: uuidv7() }, 'programId'],
    ['a state', { state: 'open' }, 'state'],
    ['a count', { responses: 1000 }, 'responses'],
  ])('a wave with %s is refused, new and changed', async (_, over, said) => {
    const { program, wave } = await openFieldwork(mine.ask)
    const days = { name: 'W', opensOn: '2026-01-01', closesOn: '2026-03-01' }
    await expectRefused('POST', `/api/programs/${program.id}/waves`, { ...days, ...over }, 422, said)
    await expectRefused('PATCH', `/api/waves/${wave.id}`, { ...days, ...over }, 422, said)
  })

  it('one end of a wave cannot be moved past the other', async () => {
    const { wave } = await openFieldwork(mine.ask)
    await done(mine.ask('PATCH', `/api/waves/${wave.id}`, { opensOn: '2026-01-10', closesOn: '2026-01-20' }))
    await expectRefused(
      'PATCH',
      `/api/waves/${wave.id}`,
      { closesOn: '2026-01-09' },
      422,
      'closesOn: 2026-01-09 is before',
    )
    await expectRefused(
      'PATCH',
      `/api/waves/${wave.id}`,
      { opensOn: '2026-01-21' },
      422,
      'closesOn: 2026-01-20 is before',
    )
    const read = await done<Wave>(mine.ask('GET', `/api/waves/${wave.id}`))
    expect([read.opensOn, read.closesOn, read.state]).toEqual(['2026-01-10', '2026-01-20', 'closed'])
  })

  it('a link has a key nobody can guess and a QR code; its key, kind and count cannot be chosen', async () => {
    const { wave, key, collector } = await openFieldwork(mine.ask)
    const path = `/api/waves/${wave.id}/collectors`
    const another = await done<Collector>(mine.ask('POST', path, { brandId: null }))
    expect(key).toMatch(/^[2-9a-hj-np-z]{14}$/)
    expect(another.url).not.toBe(collector.url)
    const qr = await mine.ask<string>('GET', `/api/collectors/${another.id}/qr.svg`)
    expect([qr.status, qr.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
    expect(qr.body).toContain('<svg')
    for (const extra of [{ key: 'aaaaaaaa' }, { kind: 'import' }, { responses: 5 }]) {
      await expectRefused('POST', path, { brandId: null, ...extra }, 422, Object.keys(extra)[0] ?? '')
    }
    await expectRefused('POST', path, {}, 422, 'brandId')
    await expectRefused('POST', path, { brandId: uuidv7() }, 422, 'brandId: is not a brand of this program')
  })
})

describe('the languages of a program', () => {
  it('are the only ones it needs words in', async () => {
    const words = { category: { en: 'bank' }, period: { en: '12 months' } }
    const made = await done<Program>(
      mine.ask('POST', '/api/programs', newProgram({ ...words, languages: ['en'] })),
    )
    const published = await done<Program>(mine.ask('POST', `/api/programs/${made.id}/publish`))
    expect(published.category).toEqual({ en: 'bank' })
  })

  it('need words before it is published, each named', async () => {
    const words = { category: { en: 'bank' }, period: { en: '12 months' } }
    const draft = newProgram({ ...words, languages: ['en', 'zh-Hant'] })
    const made = await done<Program>(mine.ask('POST', '/api/programs', draft))
    const refused = await mine.ask<ErrorBody>('POST', `/api/programs/${made.id}/publish`)
    expect(refused.status).toBe(422)
    expect(refused.body.error.problems?.map(({ item }) => item)).toEqual([
      'category.zh-Hant',
      'period.zh-Hant',
    ])
    expect((await done<Program>(mine.ask('GET', `/api/programs/${made.id}`))).status).toBe('draft')
  })
})
