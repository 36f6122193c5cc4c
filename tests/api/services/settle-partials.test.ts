import { expect, it } from 'vitest'
import type { Results } from '../../../api/contract/results.ts'
import type { Wave } from '../../../api/contract/wave.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { lookAfterFieldwork } from '../../../api/jobs/look-after-fieldwork.ts'
import { settlePartials } from '../../../api/services/settle-partials.ts'
import { done, openFieldwork, startTestApp, submission } from '../../test-app.ts'
import { saveBrokenOff } from '../save-partial.ts'

const { test, mine } = await startTestApp()

type Fieldwork = Awaited<ReturnType<typeof openFieldwork>>

const whole = submission().answers
const first = (count: number) => Object.fromEntries(Object.entries(whole).slice(0, count))
const save = (made: Fieldwork, broken: Parameters<typeof saveBrokenOff>[3]) =>
  saveBrokenOff(test.databases, mine.organisationId, made, broken)
const settle = ({ wave }: Fieldwork) => settlePartials(test.databases.app, mine.organisationId, wave.id)
const waveNow = ({ wave }: Fieldwork) => done<Wave>(mine.ask('GET', `/api/waves/${wave.id}`))
const inTenant = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
  withOrganisation(test.databases.app, mine.organisationId, work)
const observed = (id: string) =>
  inTenant((db) =>
    db
      .selectFrom('observation')
      .select(['partial', 'scores', 'states', 'attributes', 'brandId'])
      .where('responseId', '=', id)
      .execute(),
  )
const saved = (id: string) =>
  inTenant((db) => db.selectFrom('partial').select('id').where('id', '=', id).execute())

it('an answer that says enough becomes a partial observation after a day; its row stays; nothing counts it unasked', async () => {
  const made = await openFieldwork(mine.ask)
  // The mobile model has 24 items: 12 are half of them.
  const [half, less, fresh] = [uuidv7(), uuidv7(), uuidv7()]
  await save(made, { id: half, answers: { ...first(12), region: 'local' } })
  await save(made, { id: less, answers: first(11) })
  await save(made, { id: fresh, answers: first(20), hoursAgo: 23 })
  expect(await settle(made)).toEqual({ usable: 1, tooLittle: 1 })
  expect(await observed(half)).toEqual([
    {
      partial: true,
      brandId: made.brandId,
      attributes: { region: 'local' },
      scores: [...Object.values(first(12)), ...Array(12).fill(null)],
      states: `${'a'.repeat(12)}${'s'.repeat(12)}`,
    },
  ])
  expect([await observed(less), await observed(fresh)]).toEqual([[], []])
  expect((await saved(half)).length + (await saved(less)).length).toBe(2)
  expect(await waveNow(made)).toMatchObject({ responses: 0, setAside: 0, lastResponseAt: null })
  const results = await done<Results>(mine.ask('GET', `/api/results/programs/${made.program.id}`))
  expect(results.analysis.receipt?.observations).toBe(0)
  // Again: nothing is left to do.
  expect(await settle(made)).toEqual({ usable: 0, tooLittle: 0 })
})

it('whoever comes back and finishes counts once: the whole answer takes the place of the half', async () => {
  const made = await openFieldwork(mine.ask)
  const id = uuidv7()
  await save(made, { id, answers: first(15) })
  await settle(made)
  expect(await observed(id)).toMatchObject([{ partial: true }])
  await done(test.ask('POST', made.path, submission({}, id)))
  expect(await observed(id)).toMatchObject([{ partial: false, scores: Object.values(whole) }])
  expect(await saved(id)).toEqual([])
  expect((await waveNow(made)).responses).toBe(1)
  const counts = await inTenant((db) =>
    db
      .selectFrom('waveCount')
      .select(({ fn }) => [fn.sum('counted').as('counted'), fn.sum('partial').as('partial')])
      .where('waveId', '=', made.wave.id)
      .executeTakeFirst(),
  )
  expect([Number(counts?.counted), Number(counts?.partial)]).toEqual([1, 0])
})

it('finished while it is being settled, forty times over, each counts once', async () => {
  const made = await openFieldwork(mine.ask)
  const ids = Array.from({ length: 40 }, () => uuidv7())
  for (const id of ids) await save(made, { id, answers: first(15) })
  const sent = ids.map((id) => test.ask('POST', made.path, submission({}, id)))
  await Promise.all([settle(made), settle(made), ...sent])
  await settle(made)
  const rows = (await Promise.all(ids.map(observed))).flat()
  expect(rows.map(({ partial }) => partial)).toEqual(Array(40).fill(false))
  expect((await waveNow(made)).responses).toBe(40)
})

it('somebody who goes on and stops again is coded anew', async () => {
  const made = await openFieldwork(mine.ask)
  const id = uuidv7()
  await save(made, { id, answers: first(5), hoursAgo: 50 })
  expect(await settle(made)).toEqual({ usable: 0, tooLittle: 1 })
  await inTenant((db) =>
    db
      .updateTable('partial')
      .set({ codedAt: new Date(Date.now() - 40 * 3_600_000) })
      .where('id', '=', id)
      .execute(),
  )
  await save(made, { id, answers: first(14) })
  expect(await settle(made)).toEqual({ usable: 1, tooLittle: 0 })
  expect(await observed(id)).toMatchObject([{ states: `${'a'.repeat(14)}${'s'.repeat(10)}` }])
})

it('what cannot be coded is left out, the rest counts', async () => {
  const made = await openFieldwork(mine.ask)
  const id = uuidv7()
  await save(made, { id, answers: { ...first(14), imag1: 99, stranger: 'x' } })
  expect(await settle(made)).toEqual({ usable: 1, tooLittle: 0 })
  expect(await observed(id)).toMatchObject([{ states: `s${'a'.repeat(13)}${'s'.repeat(10)}` }])
})

it('going round settles a wave that has closed at once, and compares what came', async () => {
  const made = await openFieldwork(mine.ask)
  const id = uuidv7()
  await save(made, { id, answers: first(20), hoursAgo: 0 })
  const log = { info: () => undefined, error: (problem: unknown) => expect(problem).toBeUndefined() }
  const round = () => lookAfterFieldwork(test.databases, log as never)
  await round()
  expect(await observed(id)).toEqual([])
  await done(mine.ask('POST', `/api/waves/${made.wave.id}/close`))
  await round()
  expect(await observed(id)).toMatchObject([{ partial: true }])
})
