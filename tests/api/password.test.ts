import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { readPassword } from '../../api/commands/read-password.ts'
import type { Session } from '../../api/contract/account.ts'
import { asker, PASSWORD, startTestApp } from '../test-app.ts'
import { everythingStored } from './stored.ts'

const CLI = fileURLToPath(new URL('../../api/cli.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'manyi-password-'))
afterAll(() => rmSync(folder, { recursive: true }))

const { test, mine } = await startTestApp()
const OWNER = 'mine@example.org'
const NEW = 'another-long-enough-one 密码'

/** The command as a process of its own, with this on its standard input. */
function manyiPassword(args: readonly string[], input: string | Buffer) {
  const child = spawn(process.execPath, [CLI, 'password', ...args], {
    env: { ...process.env, DATABASE_URL: test.databaseUrl, MANYI_DATA: folder },
    stdio: 'pipe',
  })
  let [out, err] = ['', '']
  child.stdout.on('data', (part) => {
    out += part
  })
  child.stderr.on('data', (part) => {
    err += part
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return new Promise<{ code: number | null; out: string; err: string }>((done) =>
    child.once('exit', (code) => done({ code, out, err })),
  )
}

const whoIs = async (cookie: string) =>
  (await asker(test.app, cookie)<Session>('GET', '/api/session')).body.user?.email

describe('manyi password', () => {
  it('sets a new one, ends every session of the account and of no other, and is on record', async () => {
    await mine.member('viewer')
    const other = await test.signIn(OWNER)
    const neighbour = await test.organisation('Neighbour')
    expect([await whoIs(mine.cookie), await whoIs(other)]).toEqual([OWNER, OWNER])

    const { code, out, err } = await manyiPassword(['Mine@Example.org'], `${NEW}\n`)
    expect([code, err]).toEqual([0, ''])
    expect(out).toBe('Mine@Example.org has a new password; 2 sessions were ended.\n')
    expect([await whoIs(mine.cookie), await whoIs(other)]).toEqual([undefined, undefined])
    expect(await whoIs(neighbour.cookie)).toBe('neighbour@example.org')
    expect(await test.signIn(OWNER, PASSWORD)).toBe('')
    expect(await whoIs(await test.signIn(OWNER, NEW))).toBe(OWNER)

    const { audit } = (await everythingStored(test, mine.organisationId)) as { audit: object[] }
    const set = audit.filter((row) => 'action' in row && row.action === 'password-set')
    expect(set).toMatchObject([
      { actor_id: null, subject_kind: 'user', detail: { by: 'command', sessions: 2 } },
    ])
    expect(JSON.stringify(set)).not.toMatch(/example|long-enough/)
  })

  it.each([
    [['nobody@example.org'], `${NEW}\n`, 1, 'no account has the address nobody@example.org'],
    [[OWNER], 'short\n', 1, 'the password: has fewer than 10 characters'],
    [[OWNER], '', 1, 'the password: has fewer than 10 characters'],
    [[OWNER], 'x'.repeat(201), 1, 'the password: is longer than 200 characters'],
    [[OWNER], 'two-lines-of\none-password', 1, 'the password: must be a single line'],
    [[OWNER], Buffer.from([0xff, 0xfe, ...Array(12).fill(0x61)]), 1, 'the password: is not UTF-8 text'],
    [[OWNER, 'given-as-an-argument'], '', 2, 'never an argument'],
    [[], '', 2, 'usage: npm run --silent manyi -- password EMAIL'],
  ] as const)(
    '%#: %j is refused with a sentence, and nothing changes',
    async (args, input, code, sentence) => {
      const before = await test.databases.system
        .selectFrom('auth.account')
        .selectAll()
        .orderBy('id')
        .execute()
      const said = await manyiPassword(args, input as string | Buffer)
      expect([said.code, said.out]).toEqual([code, ''])
      expect(said.err).toContain(sentence)
      expect(
        await test.databases.system.selectFrom('auth.account').selectAll().orderBy('id').execute(),
      ).toEqual(before)
    },
  )
})

describe('a password asked for on a terminal', () => {
  const ask = async (keys: string) => {
    const shown: string[] = []
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => undefined })
    const asked = readPassword(input, { write: (text: string) => shown.push(text) > 0 })
    input.write(keys)
    return { password: await asked.catch((error: Error) => error.message), shown: () => shown.join('') }
  }

  it('is taken when it is the same twice, corrections included, and never shown', async () => {
    const { password, shown } = await ask('corrected-pasX\u007fsword\rcorrected-password\r')
    expect(password).toBe('corrected-password')
    expect(shown()).toContain('New password')
    expect(shown()).not.toMatch(/corrected/)
  })

  it.each([
    ['one-password\ranother-password\r', 'the password: was not the same twice; nothing was changed'],
    ['one-password\r\u0003', 'the password: was not given; nothing was changed'],
    ['short\rshort\r', 'the password: has fewer than 10 characters'],
  ])('%j is refused', async (keys, sentence) => {
    expect((await ask(keys)).password).toBe(sentence)
  })
})
