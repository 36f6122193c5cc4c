import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member, MemberMade, Session } from '../../api/contract/account.ts'
import { createFirstOwner } from '../../api/services/create-owner.ts'
import { asker, createTestApp, done, ORIGIN, PASSWORD } from '../test-app.ts'
import { everythingStored } from './stored.ts'

type Test = Awaited<ReturnType<typeof createTestApp>>

const owner = { name: 'Ada', email: 'ada@example.org', password: PASSWORD, organisation: 'Ada’s' }

/** Signs in and returns status, body without what differs by time, and the cookie. */
async function signIn(test: Test, email: string, password: string) {
  const answer = await test.app.request('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: ORIGIN },
    body: JSON.stringify({ email, password }),
  })
  const { error } = (await answer.json()) as { error?: { code: string; message: string } }
  const cookie = answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
  return { status: answer.status, code: error?.code, message: error?.message, cookie }
}

describe('case 33: the first account', () => {
  let test: Test
  beforeAll(async () => {
    test = await createTestApp()
  })
  afterAll(() => test.stop())

  it.each<[string, object, string]>([
    ['a short password', { password: 'short' }, 'password: has fewer than 10 characters'],
    ['a password of 200 KB', { password: 'x'.repeat(200_000) }, 'password: is longer than 200 characters'],
    ['no name', { name: ' ' }, 'name: is empty'],
    ['a name with NUL', { name: 'a\0' }, 'name: holds a control character'],
    ['an address that is none', { email: 'ada' }, 'email: '],
    ['a role of its own', { role: 'owner' }, 'role'],
    ['an organisation of its own', { organisationId: '1' }, 'organisationId'],
  ])('is refused with %s', async (_, change, said) => {
    const answer = await test.ask('POST', '/api/setup', { ...owner, ...change })
    expect([answer.status, answer.body.error.message]).toEqual([422, expect.stringContaining(said)])
    expect((await test.ask<Session>('GET', '/api/session')).body.empty).toBe(true)
  })

  it('is refused with a password of 1 MB before anything is computed', async () => {
    const answer = await test.ask('POST', '/api/setup', { ...owner, password: 'x'.repeat(1_000_000) })
    expect([answer.status, answer.body.error.code]).toEqual([413, 'too-large'])
  })

  it('is made once, also when ten people ask at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        test.ask('POST', '/api/setup', { ...owner, email: `ada${i}@example.org` }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 9 }, () => 409)])
    const users = await test.databases.system.selectFrom('auth.user').select('email').execute()
    const organisations = await test.databases.system.selectFrom('auth.organization').select('id').execute()
    expect([users.length, organisations.length]).toEqual([1, 1])

    const again = await test.ask('POST', '/api/setup', owner)
    expect([again.status, again.body.error.code]).toEqual([409, 'already-set-up'])
    expect((await test.ask('POST', '/api/demo', {})).status).toBe(401)
    await expect(createFirstOwner(test.databases.system, test.accounts, owner)).rejects.toThrow(
      'first account',
    )

    const winner = answers.find(({ status }) => status === 201)
    const cookie = winner?.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
    const session = await asker(test.app, cookie)<Session>('GET', '/api/session')
    expect(session.body).toMatchObject({ empty: false, role: 'owner', organisation: { name: 'Ada’s' } })
  })
})

describe('case 33: sessions', () => {
  let test: Test
  let mine: Awaited<ReturnType<Test['organisation']>>
  beforeAll(async () => {
    test = await createTestApp()
    mine = await test.organisation('Mine')
  })
  afterAll(() => test.stop())

  const isSignedIn = async (cookie: string) =>
    (await asker(test.app, cookie)('GET', '/api/programs')).status === 200

  it('a wrong password and an unknown address get the same answer', async () => {
    const wrong = await signIn(test, 'mine@example.org', 'not-the-password')
    const unknown = await signIn(test, 'nobody@example.org', 'not-the-password')
    expect(wrong).toEqual(unknown)
    expect(wrong).toMatchObject({ status: 401, code: 'invalid-email-or-password', cookie: '' })
  })

  it('and take about as long, for a password is hashed either way', async () => {
    const time = async (email: string) => {
      const begun = performance.now()
      await signIn(test, email, 'not-the-password')
      return performance.now() - begun
    }
    // A shared machine is noisy: in turn, so that its noise is the same to both, and each at its quickest.
    const times: (readonly [number, number])[] = []
    for (let i = 0; i < 5; i++) times.push([await time('mine@example.org'), await time('nobody@example.org')])
    const known = Math.min(...times.map(([one]) => one))
    const unknown = Math.min(...times.map(([, one]) => one))
    // Leaving the hash out would make it ten times faster.
    expect(Math.min(known, unknown) / Math.max(known, unknown)).toBeGreaterThan(0.3)
  })

  it.each([
    ['no password', { email: 'mine@example.org' }, 400],
    ['an object for a password', { email: 'mine@example.org', password: { $ne: '' } }, 400],
    ['a list for an address', { email: ['mine@example.org'], password: PASSWORD }, 400],
    ['1 MB of password', { email: 'mine@example.org', password: 'x'.repeat(1_000_000) }, 413],
    ['10 KB of password', { email: 'mine@example.org', password: 'x'.repeat(10_000) }, 400],
  ])('signing in with %s is refused in our shape', async (_, body, status) => {
    const answer = await test.ask('POST', '/api/auth/sign-in/email', body)
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([status, []])
    expect(answer.body.error).toEqual({
      code: expect.any(String),
      message: expect.any(String),
      requestId: expect.any(String),
    })
  })

  it('a cookie that was made up or changed is nobody’s', async () => {
    expect(await isSignedIn(mine.cookie)).toBe(true)
    expect(await isSignedIn(mine.cookie.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).toBe(false)
    expect(await isSignedIn(mine.cookie.replace(/=.*/, '=abc.def'))).toBe(false)
  })

  it('signing out ends the session for good', async () => {
    const { cookie } = await signIn(test, 'mine@example.org', PASSWORD)
    expect(await isSignedIn(cookie)).toBe(true)
    const out = await asker(test.app, cookie)<object>('POST', '/api/auth/sign-out', {})
    expect([out.status, out.body]).toEqual([200, { success: true }])
    expect(await isSignedIn(cookie)).toBe(false)
    expect(await isSignedIn(mine.cookie)).toBe(true)
  })

  it('a new password ends every other session and the old password', async () => {
    const other = await test.organisation('Changing')
    const here = await signIn(test, 'changing@example.org', PASSWORD)
    const ask = asker(test.app, here.cookie)
    const wrong = await ask('POST', '/api/auth/change-password', {
      currentPassword: 'not-the-password',
      newPassword: 'another-long-password',
      revokeOtherSessions: true,
    })
    expect(wrong.status).toBe(400)
    for (const newPassword of ['short', 'x'.repeat(300)]) {
      const refused = await ask('POST', '/api/auth/change-password', {
        currentPassword: PASSWORD,
        newPassword,
      })
      expect(refused.status).toBe(400)
    }
    expect(await isSignedIn(other.cookie)).toBe(true)

    const changed = await ask('POST', '/api/auth/change-password', {
      currentPassword: PASSWORD,
      newPassword: 'another-long-password',
      revokeOtherSessions: true,
    })
    expect(changed.status).toBe(200)
    expect(await isSignedIn(other.cookie)).toBe(false)
    expect((await signIn(test, 'changing@example.org', PASSWORD)).status).toBe(401)
    expect((await signIn(test, 'changing@example.org', 'another-long-password')).status).toBe(200)
  })

  it('a changed password ends other sessions also when nobody asked for it', async () => {
    const other = await test.organisation('Forgetful')
    const here = await signIn(test, 'forgetful@example.org', PASSWORD)
    const changed = await asker(test.app, here.cookie)('POST', '/api/auth/change-password', {
      currentPassword: PASSWORD,
      newPassword: 'another-long-password',
    })
    expect(changed.status).toBe(200)
    expect(await isSignedIn(other.cookie)).toBe(false)
  })
})

describe('members', () => {
  let test: Test
  let mine: Awaited<ReturnType<Test['organisation']>>
  beforeAll(async () => {
    test = await createTestApp()
    mine = await test.organisation('Mine')
  })
  afterAll(() => test.stop())

  const listMembers = async () => (await done<{ members: Member[] }>(mine.ask('GET', '/api/members'))).members
  const add = (email: string, role: string) =>
    done<MemberMade>(mine.ask('POST', '/api/members', { name: 'Somebody', email, role }))

  it('a removed member is signed out at once and cannot come back', async () => {
    const { member, password } = await add('gone@example.org', 'designer')
    const { cookie } = await signIn(test, 'gone@example.org', password)
    const ask = asker(test.app, cookie)
    expect((await ask('GET', '/api/programs')).status).toBe(200)
    await done(mine.ask('DELETE', `/api/members/${member.id}`))
    expect((await ask('GET', '/api/programs')).status).toBe(401)
    expect((await ask<Session>('GET', '/api/session')).body).toMatchObject({ user: null, role: null })
    expect((await signIn(test, 'gone@example.org', password)).status).toBe(401)
    expect((await mine.ask('DELETE', `/api/members/${member.id}`)).status).toBe(404)
    // The address is free again.
    expect((await add('gone@example.org', 'viewer')).member.role).toBe('viewer')
  })

  it('a changed role counts from the next request', async () => {
    const { member, password } = await add('moving@example.org', 'viewer')
    const ask = asker(test.app, (await signIn(test, 'moving@example.org', password)).cookie)
    expect((await ask('GET', '/api/members')).status).toBe(403)
    await done(mine.ask('PATCH', `/api/members/${member.id}`, { role: 'owner' }))
    expect((await ask('GET', '/api/members')).status).toBe(200)
    await done(mine.ask('PATCH', `/api/members/${member.id}`, { role: 'viewer' }))
    expect((await ask('GET', '/api/members')).status).toBe(403)
  })

  it('the last owner can be neither removed nor demoted, also not two by each other', async () => {
    const [first] = await listMembers()
    for (const [method, body] of [
      ['DELETE', undefined],
      ['PATCH', { role: 'viewer' }],
    ] as const) {
      const refused = await mine.ask(method, `/api/members/${first?.id}`, body)
      expect([refused.status, refused.body.error.code]).toEqual([409, 'last-owner'])
    }
    const { member, password } = await add('second@example.org', 'owner')
    const second = asker(test.app, (await signIn(test, 'second@example.org', password)).cookie)
    const answers = await Promise.all([
      mine.ask('PATCH', `/api/members/${member.id}`, { role: 'viewer' }),
      second('PATCH', `/api/members/${first?.id}`, { role: 'viewer' }),
    ])
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const { rows } = await ownersOf(mine.organisationId)
    expect(rows).toBe(1)
  })

  const ownersOf = async (organisationId: string) => {
    const rows = await test.databases.system
      .selectFrom('auth.member')
      .select('id')
      .where('organizationId', '=', organisationId)
      .where('role', '=', 'owner')
      .execute()
    return { rows: rows.length }
  }

  it.each<[string, object, number, string]>([
    [
      'an address with an account, in other letters',
      { email: 'SECOND@example.org' },
      409,
      'has an account already',
    ],
    ['a role that is none', { role: 'admin' }, 422, 'role: '],
    ['a password', { password: 'chosen-by-attacker' }, 422, 'password'],
    ['an organisation', { organisationId: '0' }, 422, 'organisationId'],
    ['a day of joining', { joinedAt: '2020-01-01T00:00:00Z' }, 422, 'joinedAt'],
  ])('a member with %s is refused', async (_, over, status, said) => {
    const owners = await test.databases.system
      .selectFrom('auth.member as m')
      .innerJoin('auth.user as u', 'u.id', 'm.userId')
      .select('u.email')
      .where('m.role', '=', 'owner')
      .execute()
    const ask = owners[0]?.email === 'mine@example.org' ? mine.ask : await askAs('second@example.org')
    const before = await everythingStored(test, mine.organisationId)
    const answer = await ask('POST', '/api/members', {
      name: 'N',
      email: 'n@example.org',
      role: 'viewer',
      ...over,
    })
    expect([answer.status, answer.body.error.message]).toEqual([status, expect.stringContaining(said)])
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })

  const askAs = async (email: string) => {
    const context = await test.accounts.$context
    const user = await context.internalAdapter.findUserByEmail(email)
    await context.internalAdapter.updatePassword(user?.user.id ?? '', await context.password.hash(PASSWORD))
    return asker(test.app, (await signIn(test, email, PASSWORD)).cookie)
  }
})

describe('what better-auth offers beyond what people need cannot be reached', () => {
  let test: Test
  let mine: Awaited<ReturnType<Test['organisation']>>
  let memberId: string
  beforeAll(async () => {
    test = await createTestApp()
    mine = await test.organisation('Mine')
    const { members } = await done<{ members: Member[] }>(mine.ask('GET', '/api/members'))
    memberId = members[0]?.id ?? ''
  })
  afterAll(() => test.stop())

  const paths = async () =>
    Object.values(test.accounts.api)
      .filter((endpoint) => 'path' in endpoint && typeof endpoint.path === 'string')
      .map((endpoint) => ({
        path: String('path' in endpoint ? endpoint.path : ''),
        methods: [endpoint.options.method].flat(),
      }))

  it('no endpoint answers but those our routes name', async () => {
    const named = [
      '/get-session',
      '/sign-in/email',
      '/sign-out',
      '/change-password',
      '/revoke-other-sessions',
    ]
    const all = await paths()
    expect(all.length).toBeGreaterThan(40)
    expect(all.map(({ path }) => path)).toEqual(expect.arrayContaining(named))
    const before = await everythingStored(test, mine.organisationId)
    for (const { path, methods } of all.filter(({ path }) => !named.includes(path))) {
      for (const method of methods) {
        const body =
          method === 'GET'
            ? undefined
            : {
                role: 'owner',
                memberId,
                memberIdOrEmail: memberId,
                organizationId: mine.organisationId,
                userId: memberId,
              }
        const answer = await mine.ask(String(method), `/api/auth${path}`, body)
        expect([method, path, answer.status, answer.body.error.code]).toEqual([
          method,
          path,
          404,
          'not-found',
        ])
      }
    }
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  })

  it.each([
    ['sign-up/email', { name: 'Eve', email: 'eve@example.org', password: PASSWORD }],
    ['organization/update-member-role', { role: 'owner' }],
    ['organization/leave', {}],
    ['organization/delete', {}],
    ['organization/create', { name: 'Eve', slug: 'eve' }],
    ['organization/invite-member', { email: 'eve@example.org', role: 'owner' }],
    ['//organization/leave', {}],
    ['sign-out/../organization/leave', {}],
    ['organization%2fleave', {}],
    ['Organization/Leave', {}],
    ['organization/leave/', {}],
  ])('POST /api/auth/%s does nothing', async (path, body) => {
    const before = await everythingStored(test, mine.organisationId)
    const answer = await mine.ask('POST', `/api/auth/${path}`, {
      organizationId: mine.organisationId,
      memberId,
      ...body,
    })
    expect(answer.status).toBe(404)
    expect(await everythingStored(test, mine.organisationId)).toEqual(before)
    const users = await test.databases.system.selectFrom('auth.user').select('email').execute()
    expect(users).toEqual([{ email: 'mine@example.org' }])
  })
})

describe('the names of this machine', () => {
  let test: Test
  beforeAll(async () => {
    test = await createTestApp()
  })
  afterAll(() => test.stop())

  it.each(['http://localhost:3000', 'http://[::1]:3000', 'http://127.0.0.1:3000'])(
    '%s may sign in',
    async (origin) => {
      const answer = await test.app.request(`${origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, host: new URL(origin).host },
        body: JSON.stringify({ email: 'nobody@example.org', password: 'a-long-enough-password' }),
      })
      expect(answer.status).toBe(401)
    },
  )
})

describe('too many tries', () => {
  it('are told how long to wait, in the header that clients know', async () => {
    const own = await createTestApp({ rateLimit: true })
    try {
      const person = { email: 'nobody@example.org', password: 'a-wrong-password' }
      const tries: Awaited<ReturnType<typeof own.ask>>[] = []
      for (let i = 0; i < 4; i++) tries.push(await own.ask('POST', '/api/auth/sign-in/email', person))
      expect(tries.map(({ status }) => status)).toEqual([401, 401, 401, 429])
      expect(Number(tries[3]?.headers.get('retry-after'))).toBeGreaterThan(0)
    } finally {
      await own.stop()
    }
  })
})
