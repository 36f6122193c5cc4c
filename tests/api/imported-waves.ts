import { type SqlBool, sql } from 'kysely'
import { expect } from 'vitest'
import type { ErrorBody } from '../../api/contract/common.ts'
import type { Fieldwork } from '../../api/contract/fieldwork.ts'
import type { Import, ImportPreview } from '../../api/contract/import.ts'
import type { Quality } from '../../api/contract/quality.ts'
import type { Quotas } from '../../api/contract/quota.ts'
import type { TakingBackEffect } from '../../api/contract/taking-back.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { withOrganisation } from '../../api/db/tenancy.ts'
import { readFieldwork } from '../../api/services/read-fieldwork.ts'
import { inputState } from '../../api/services/read-results.ts'
import { type createTestApp, done, openFieldwork, submission } from '../test-app.ts'

type TestApp = Awaited<ReturnType<typeof createTestApp>>
type Organisation = Awaited<ReturnType<TestApp['organisation']>>
type Refused = ErrorBody & Import

export const ITEMS = Object.keys(submission().answers)

/** Interviews by their numbers, all rated alike, as CSV; without numbers where those are undefined. */
export function interviewsCsv(
  rows: readonly (readonly [number: string | undefined, rating: number])[],
): string {
  const hasNumbers = rows.some(([number]) => number !== undefined)
  const lines = rows.map(([number, rating]) => [
    ...(hasNumbers ? [number] : []),
    ...ITEMS.map((_, item) => answerOf(rating, number ?? '', item)),
  ])
  return [[...(hasNumbers ? ['id'] : []), ...ITEMS], ...lines].map((line) => line.join(',')).join('\n')
}

/** Spread around the rating without a pattern, the same every time. */
function answerOf(rating: number, number: string, item: number): number {
  let seed = rating * 7919 + item * 104729
  for (const letter of number) seed = (seed * 31 + letter.charCodeAt(0)) % 2147483647
  const drawn = (((seed + 1) * 48271) % 2147483647) % 5
  return Math.max(1, Math.min(10, rating + drawn - 2))
}

/** A fresh wave into which files are imported, and what anybody sees of it. */
export async function openImportedWave(test: TestApp, mine: Organisation) {
  const { databases } = test
  const { organisationId } = mine
  const field = await openFieldwork(mine.ask)
  const { id: waveId } = field.wave
  const inside = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
    withOrganisation(databases.app, organisationId, work)
  const request = (csv: string, over: object) => ({
    fileName: 'wave.csv',
    csv,
    brandId: field.brandId,
    ...over,
  })
  const tryIn = (csv: string, over: object = {}) =>
    mine.ask<Refused>('POST', `/api/waves/${waveId}/imports`, request(csv, over))
  const decide = (importId: string, takenBack: boolean, over: object = {}) =>
    mine.ask<Refused>('POST', `/api/imports/${importId}/taking-back`, {
      takenBack,
      reason: takenBack ? 'corrected-file' : 'mistake',
      ...over,
    })
  const settled = async (importId: string, from: readonly string[]): Promise<Import> => {
    let now = await done<Import>(mine.ask('GET', `/api/imports/${importId}`))
    for (
      ;
      from.includes(now.standing);
      now = await done<Import>(mine.ask('GET', `/api/imports/${importId}`))
    ) {
      await new Promise((wait) => setTimeout(wait, 50))
    }
    return now
  }

  return {
    ...field,
    waveId,
    inside,
    tryIn,
    decide,
    take: (csv: string, over?: object) => done<Import>(tryIn(csv, over)),
    preview: (csv: string, over: object = {}) =>
      done<ImportPreview>(mine.ask('POST', `/api/waves/${waveId}/imports/preview`, request(csv, over))),
    effect: (importId: string, takenBack: boolean) =>
      done<TakingBackEffect>(mine.ask('POST', `/api/imports/${importId}/taking-back/preview`, { takenBack })),
    async takeBack(importId: string, over: object = {}) {
      await done(decide(importId, true, over))
      return settled(importId, ['in', 'leaving'])
    },
    async letIn(importId: string, over: object = {}) {
      await done(decide(importId, false, over))
      return settled(importId, ['out', 'returning'])
    },
    async imports() {
      return (await done<{ imports: Import[] }>(mine.ask('GET', `/api/waves/${waveId}/imports`))).imports
    },
    /** Everything that says how many there are. */
    async seen() {
      const wave = await done<Wave>(mine.ask('GET', `/api/waves/${waveId}`))
      const fieldwork: Fieldwork = await readFieldwork(databases.app, organisationId, waveId)
      const way = fieldwork.ways.find(({ kind }) => kind === 'import')
      const { quotas } = await done<Quotas>(mine.ask('GET', `/api/waves/${waveId}/quotas`))
      const { lists } = await done<Quality>(mine.ask('GET', `/api/waves/${waveId}/quality?list=all`))
      return {
        wave: [wave.responses, wave.setAside, wave.responsesByBrand[field.brandId] ?? 0],
        way: [way?.started ?? 0, way?.completed ?? 0],
        days: fieldwork.days.reduce((sum, { counted }) => sum + counted, 0),
        quotas: quotas.map(({ taken }) => taken),
        review: [lists.all, lists.excluded],
      }
    },
    state: () => inside((db) => inputState(db, field.program.id)),
    /** Raw answers and observations of the wave, each wherever it stands. */
    async stored() {
      return inside(async (db) => {
        const of = async (table: string) =>
          (
            await sql<{ row: Record<string, unknown> }>`
              select to_jsonb(t) as row from ${sql.table(table)} as t where wave_id = ${waveId}
              order by to_jsonb(t)::text`.execute(db)
          ).rows.map(({ row }) => row)
        return {
          response: await of('response'),
          observation: await of('observation'),
          aside: await of('taken_back_observation'),
        }
      })
    },
    /** Of the responses that count: how many, and how many people by their own numbers in any form. */
    async inAll() {
      return inside(async (db) => {
        const { rows } = await sql<{ responses: number; slots: number; twice: SqlBool }>`
          select count(*)::int as responses, count(distinct slot)::int as slots
          from observation join import_interview using (response_id) where wave_id = ${waveId}`.execute(db)
        return [rows[0]?.responses, rows[0]?.slots]
      })
    },
    async expectRefused(asked: Promise<{ status: number; body: Refused }>, code: string, said: string) {
      const { status, body } = await asked
      expect([status, body.error?.code]).toEqual([409, code])
      expect(body.error.message).toContain(said)
    },
  }
}
