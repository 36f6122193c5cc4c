import { afterAll, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { Quotas } from '../../../api/contract/quota.ts'
import type { Results } from '../../../api/contract/results.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import type { AnalysisResult } from '../../../stats/index.ts'
import { createTestApp, done, openFieldwork, submission } from '../../test-app.ts'
import { invite } from '../bad-input/invite.ts'

const test = await createTestApp()
afterAll(() => test.stop())
const mine = await test.organisation('Mine')
const { organisationId } = mine
const field = await openFieldwork(mine.ask, { attributes: ['region'] })
const list = (key: string, ...codes: string[]) => ({
  key,
  title: { en: key },
  values: codes.map((code) => ({ code, title: { en: code } })),
})
await done(
  mine.ask('PUT', '/api/contacts/attributes', {
    attributes: [list('tier', 'gold', 'silver'), list('region', 'north'), list('manager')],
  }),
)

async function answerAs(tier: string) {
  const { token, contactId, responseId } = await invite(test, { organisationId, fieldwork: field })
  await withOrganisation(test.databases.app, organisationId, (db) =>
    db
      .updateTable('contact')
      .set({ attributes: JSON.stringify({ tier, manager: 'Mr. Only One' }) })
      .where('id', '=', contactId)
      .execute(),
  )
  return test.ask<ErrorBody>('POST', `${field.path}?i=${token}`, submission({}, responseId))
}
const quotas = `/api/waves/${field.wave.id}/quotas`
const results = (segments: Record<string, string[]>) =>
  mine.ask<Results & ErrorBody>(
    'GET',
    `/api/results/programs/${field.program.id}?segments=${encodeURIComponent(JSON.stringify(segments))}`,
  )

it('what the register knows of those invited holds a quota, without being asked again', async () => {
  const put = (attributes: Record<string, string>) =>
    mine.ask<Quotas & ErrorBody>('PUT', quotas, { quotas: [{ brandId: null, attributes, target: 6 }] })
  const offered = (await done<Quotas>(mine.ask('GET', quotas))).attributes
  expect(offered.map(({ code }) => code)).toEqual(['region', 'tier'])
  expect(offered[1]?.values).toEqual(['gold', 'silver'])
  for (const unknown of [{ manager: 'Mr. Only One' }, { tier: 'bronze' }, { region: 'north' }]) {
    expect((await put(unknown as unknown as Record<string, string>)).status).toBe(422)
  }
  expect((await put({ tier: 'gold' })).status).toBe(200)
  for (let i = 0; i < 6; i++) expect((await answerAs('gold')).status).toBe(201)
  const full = await answerAs('gold')
  expect([full.status, full.body.error?.code]).toEqual([409, 'quota-full'])
  // Other tiers, and those of whom nothing is known, are held by no quota.
  for (let i = 0; i < 7; i++) expect((await answerAs('silver')).status).toBe(201)
  expect((await test.ask('POST', field.path, submission())).status).toBe(201)
  expect((await done<Quotas>(mine.ask('GET', quotas))).quotas.map(({ taken }) => taken)).toEqual([6])
})

it('and is a segment of results; what is free text, or nowhere defined, is not', async () => {
  const read = await results({ tier: ['silver'] })
  expect(read.status).toBe(200)
  const { cells } = read.body.analysis.result as AnalysisResult
  expect(cells.find(({ brandId }) => brandId === field.brandId)?.sampleSize).toBe(7)
  expect(read.body.analysis.receipt).toMatchObject({
    segments: { tier: ['silver'] },
    exclusions: { outsideSegments: 7 },
  })
  for (const unknown of ['manager', 'shoe-size']) {
    expect(await results({ [unknown]: ['x'] })).toMatchObject({
      status: 422,
      body: { error: { code: 'unknown-attribute' } },
    })
  }
})
