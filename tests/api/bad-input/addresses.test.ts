import { afterAll, describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Contact, ContactPage } from '../../../api/contract/contact.ts'
import { done, openFieldwork } from '../../test-app.ts'
import { openDoor } from './door.ts'

const { test, mine, mobile, everything, expectUp } = await openDoor()
afterAll(() => test.stop())

const METACHARACTERS = [
  "' or '1'='1",
  "'; drop table response; --",
  '%27%20or%201=1',
  '$.answers[*]',
  '@? true',
  '%00',
  '%ff',
  '%_*',
  '..%2f..%2fetc%2fpasswd',
  '\\',
  '{}',
  '00000000-0000-0000-0000-00000000000g',
  '0',
  '-1',
  'null',
  'constructor',
  '__proto__',
  'x'.repeat(2000),
]

/** Those that say something about an id. */
const ODD_IDS = METACHARACTERS.filter((_, i) => i % 2 === 0)

/** Every address of the app with a place for an id in it. */
const WITH_ID = [...new Set(test.app.routes.map(({ method, path }) => `${method} ${path}`))].filter(
  (route) => route.includes('/:') && !route.startsWith('ALL'),
)

describe('case 26: metacharacters of SQL and JSON paths', () => {
  it('there are addresses with ids to try', () => {
    expect(WITH_ID.length).toBeGreaterThan(40)
  })

  const nothingYet = everything()
  it.each(WITH_ID)('as an id in %s lead nowhere', async (route) => {
    const [method = '', path = ''] = route.split(' ')
    for (const odd of ODD_IDS) {
      const address = path.replaceAll(/:[a-zA-Z]+/g, odd.includes('%') ? odd : encodeURIComponent(odd))
      const answer = await mine.ask<ErrorBody>(method, address, method === 'GET' ? undefined : {})
      expect([address, answer.status]).toEqual([
        address,
        expect.toSatisfy((status) => status >= 400 && status < 500),
      ])
    }
  })

  it('as an id have changed nothing anywhere', async () => {
    expect(await everything()).toEqual(await nothingYet)
    await expectUp()
  })

  it.each(['search', 'batch', 'value'])('as the %s of contacts find only what holds them', async (field) => {
    const before = await everything()
    for (const odd of METACHARACTERS.filter((odd) => odd.length < 200)) {
      const query = new URLSearchParams({ [field]: odd })
      const { contacts } = await done<ContactPage>(mine.ask('GET', `/api/contacts?${query}`))
      expect([odd, contacts]).toEqual([odd, []])
    }
    expect(await everything()).toEqual(before)
  })

  it('wildcards in a search are letters', async () => {
    for (const name of ['100% Ada', 'under_score', 'back\\slash'])
      await done<Contact>(mine.ask('POST', '/api/contacts', { name, customerNumber: name }))
    for (const [search, found] of [
      ['100%', ['100% Ada']],
      ['r_s', ['under_score']],
      ['k\\s', ['back\\slash']],
      ['%', ['100% Ada']],
    ] as const) {
      const { contacts } = await done<ContactPage>(
        mine.ask('GET', `/api/contacts?${new URLSearchParams({ search })}`),
      )
      expect([search, contacts.map(({ name }) => name)]).toEqual([search, found])
    }
  })

  it.each(['attribute', 'state', 'consent', 'interviewerId', 'after', 'sort', 'order', 'limit'])(
    'as the %s of contacts are refused with the field’s name, or are nobody’s',
    async (field) => {
      const before = await everything()
      for (const odd of METACHARACTERS) {
        const query = new URLSearchParams({ [field]: odd })
        const answer = await mine.ask<ErrorBody>('GET', `/api/contacts?${query}`)
        expect([odd, [200, 422].includes(answer.status)]).toEqual([odd, true])
        if (answer.status === 422) expect(answer.body.error.message.length).toBeGreaterThan(5)
      }
      expect(await everything()).toEqual(before)
      await expectUp()
    },
  )

  it('as filters of invitations, fieldwork and results are refused or find nothing', async () => {
    const { program, wave } = await openFieldwork(mine.ask)
    const before = await everything()
    for (const odd of METACHARACTERS) {
      const value = encodeURIComponent(odd)
      for (const address of [
        `/api/waves/${wave.id}/invitations?state=${value}`,
        `/api/waves/${wave.id}/invitations?after=${value}`,
        `/api/results/programs/${program.id}?segments=${value}`,
        `/api/results/programs/${program.id}?segments=${encodeURIComponent(JSON.stringify({ [odd]: [odd] }))}`,
      ]) {
        const { status } = await mine.ask('GET', address)
        // `{}` is a filter: none.
        expect([address, status]).toEqual([
          address,
          odd === '{}' && address.endsWith('segments=%7B%7D') ? 200 : 422,
        ])
      }
    }
    expect(await everything()).toEqual(before)
  })

  it('in the query of a respondent’s link are refused or ignored', async () => {
    const before = await everything()
    for (const odd of METACHARACTERS) {
      const query = new URLSearchParams({ id: odd, form: odd })
      expect([odd, (await test.ask('GET', `${mobile.path}/form?${query}`)).status]).toEqual([odd, 422])
      const page = new URLSearchParams({ page: odd, language: odd })
      expect((await test.ask('GET', `${mobile.path}?${page}`)).status).toBeLessThan(500)
    }
    expect(await everything()).toEqual(before)
  })
})
