import { createHash, randomBytes } from 'node:crypto'
import { type KyselyPlugin, PostgresQueryCompiler } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Db } from '../../../api/db/database.ts'
import { findInvitation } from '../../../api/services/find-invitation.ts'
import { submission } from '../../test-app.ts'
import { openDoor } from './door.ts'
import { invite } from './invite.ts'

const { test, mine, mobile, everything, expectUp } = await openDoor()
afterAll(() => test.stop())

const { token, responseId } = await invite(test, { organisationId: mine.organisationId, fieldwork: mobile })
const guess = () => randomBytes(17).toString('base64url').slice(0, 22)
const near = () => token.slice(0, 21) + (token.endsWith('A') ? 'B' : 'A')

describe('case 16: guessing tokens', () => {
  it('tokens of invitations made one after the other have nothing in common', async () => {
    const ids = Array.from({ length: 50 }, (_, i) => `01a20000-0000-7000-8000-${String(i).padStart(12, '0')}`)
    const tokens = ids.map((id) => test.links.tokenOf(id))
    const alike = tokens
      .slice(1)
      .map((one, i) => [...one].filter((letter, at) => tokens[i]?.[at] === letter).length)
    expect(Math.max(...alike)).toBeLessThan(7)
  })

  it('a near miss asks the database nothing that a far one would not: only a hash of what was tried', async () => {
    const asked = async (tried: string) => {
      const statements: Statement[] = []
      await findInvitation(noting(test.databases.app, statements), mobile.key, tried).catch(() => undefined)
      return statements
    }
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
    const unnamed = (statements: readonly Statement[], tried: string) =>
      statements.map(({ sql, parameters }) => ({
        sql,
        parameters: parameters.map((one) => (one === sha256(tried) ? 'the hash' : one)),
      }))

    const [miss, far] = [near(), guess()]
    const onMiss = await asked(miss)
    expect(unnamed(onMiss, miss)).toEqual(unnamed(await asked(far), far))
    expect(unnamed(onMiss, miss)).toEqual(unnamed(await asked(token), token))

    const byToken = onMiss.filter(({ sql }) => sql.includes('token'))
    expect(byToken.map(({ sql, parameters }) => [/"token_hash" = \$1\b/.test(sql), parameters])).toEqual([
      [true, [sha256(miss)]],
    ])
    expect(JSON.stringify(onMiss)).not.toContain(miss)
  })

  it('every miss says the same, and after thirty the address must wait, whatever it tries', async () => {
    const before = await everything()
    const said = new Set<string>()
    for (let i = 0; i < 30; i++) {
      const path = `${mobile.path}?i=${i % 3 === 0 ? near() : guess()}`
      const { status, body } = await test.ask<ErrorBody>('POST', path, submission({}, responseId))
      said.add(`${status} ${body.error.code} ${body.error.message}`)
    }
    expect([...said]).toEqual([expect.stringMatching(/^404 unknown-invitation /)])
    for (const [method, path, body] of [
      ['POST', mobile.path, submission({}, responseId)],
      ['GET', `${mobile.path}/form`, undefined],
      ['GET', mobile.path, undefined],
      ['GET', `/u/${mobile.key}`, undefined],
    ] as const) {
      for (const tried of [guess(), token]) {
        const { status, body: told, headers } = await test.ask<ErrorBody>(method, `${path}?i=${tried}`, body)
        expect([method, path, status]).toEqual([method, path, 429])
        // People who open the way out of a mail read a page; scripts read a code.
        if (typeof told === 'string') expect(told).toContain('<h1')
        else expect(told.error.code).toBe('too-many-tries')
        expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
        expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60)
      }
    }
    expect(await everything()).toEqual(before)
  })

  it('others, who have no token to guess, are served meanwhile', async () => {
    expect((await test.ask('POST', mobile.path, submission())).status).toBe(201)
    await expectUp()
  })
})

interface Statement {
  readonly sql: string
  readonly parameters: readonly unknown[]
}

/** The same database, with every statement kept as it leaves for the server. */
function noting(db: Db, statements: Statement[]): Db {
  const plugin: KyselyPlugin = {
    transformQuery: ({ node, queryId }) => {
      const { sql, parameters } = new PostgresQueryCompiler().compileQuery(node, queryId)
      statements.push({ sql, parameters })
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return db.withPlugin(plugin)
}
