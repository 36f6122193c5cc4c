import { expect, it } from 'vitest'
import type { Quality } from '../../../api/contract/quality.ts'
import type { Recorded } from '../../../api/contract/response.ts'
import { findNewestForm } from '../../../api/db/forms.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { drawLayout } from '../../../api/services/draw-layout.ts'
import type { CodeBook } from '../../../stats/coding/code-book.ts'
import { simulateRespondent } from '../../forms/simulate-respondent.ts'
import { done, openFieldwork, startTestApp } from '../../test-app.ts'

const { test, mine } = await startTestApp()

type Fieldwork = Awaited<ReturnType<typeof openFieldwork>>
type Over = Parameters<typeof openFieldwork>[1]

const module = (name: string, asked: 'always' | 'rotating' = 'always', parameters = {}) => ({
  instrument: { name, version: 1 },
  parameters,
  asked,
  weight: 1,
})

async function open(over: Over) {
  const field = await openFieldwork(mine.ask, { attributes: [], ...over })
  const form = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
    findNewestForm(db, field.program.id),
  )
  return { ...field, book: form?.codeBook as unknown as CodeBook }
}

const send = async (
  path: string,
  { answers, seconds, id = uuidv7() }: { answers: object; seconds: number; id?: string },
): Promise<string> => {
  const paradata = { pageSeconds: { all: seconds } }
  return (await done<Recorded>(test.ask('POST', path, { id, language: 'en', answers, paradata }))).id
}
const check = ({ wave }: Fieldwork) =>
  done<{ changed: number }>(mine.ask('POST', `/api/waves/${wave.id}/quality/check`))
const flagsOf = (id: string) =>
  withOrganisation(test.databases.app, mine.organisationId, async (db) => {
    const rows = await db.selectFrom('observation').select('flags').where('responseId', '=', id).execute()
    return [...new Set(rows.flatMap(({ flags }) => flags))]
  })
const flaggedWith = async (flag: string, ids: readonly string[]) => {
  const found = await Promise.all(ids.map(async (id) => [id, await flagsOf(id)] as const))
  return found.filter(([, flags]) => flags.some((one) => one === flag)).map(([id]) => id)
}
const exclude = ({ wave }: Fieldwork, responseIds: readonly string[], excluded = true) =>
  done(mine.ask('POST', `/api/waves/${wave.id}/exclusions`, { responseIds, excluded, reason: 'careless' }))

it('who was asked a short module is not fast beside who was asked a long one', async () => {
  const field = await open({
    modules: [module('ces', 'rotating'), module('servqual', 'rotating')],
    rotating: 1,
  })
  const short: string[] = []
  const long: string[] = []
  const fast: string[] = []
  for (let seed = 1; short.length < 16 || long.length < 16; seed++) {
    const id = uuidv7()
    const layout = drawLayout(field.book, id)
    const fields = field.book.fields.filter(({ code }) => layout?.order.includes(code))
    const group = fields.length > 10 ? long : short
    if (group.length === 16) continue
    // SERVQUAL's 44 take five minutes, one question on effort a few seconds; the last of each hurries.
    const usual = group === long ? 300 : 12
    const hurries = group.length === 15
    const answers = simulateRespondent(fields, { seed, nonAnswers: 0 })
    group.push(await send(field.path, { id, answers, seconds: hurries ? 0.3 * usual : usual + (seed % 5) }))
    if (hurries) fast.push(id)
  }
  await check(field)
  expect((await flaggedWith('too-fast', [...short, ...long])).sort()).toEqual(fast.sort())
})

it('who rates one brand is not fast beside who rates four', async () => {
  const brands = ['A', 'B', 'C', 'D'].map((name, i) => ({ name, own: i === 0 }))
  const field = await open({ brands, loop: 4 })
  const link = await done<{ url: string }>(
    mine.ask('POST', `/api/waves/${field.wave.id}/collectors`, { brandId: null }),
  )
  const { pathname } = new URL(link.url)
  const keys = field.book.loop?.brands ?? []
  const about = (rated: typeof keys, seed: number) => ({
    brands: rated.map(({ brandId }) => brandId),
    ...Object.fromEntries(
      rated.flatMap(({ key }, at) =>
        Object.entries(simulateRespondent(field.book.fields, { seed: 100 * seed + at })).map(
          ([code, answer]) => [`${code}__${key}`, answer],
        ),
      ),
    ),
  })
  const sent: string[] = []
  for (let seed = 1; seed <= 12; seed++) {
    sent.push(await send(pathname, { answers: about(keys.slice(0, 1), seed), seconds: 100 + seed }))
    sent.push(await send(pathname, { answers: about(keys, seed + 50), seconds: 400 + seed }))
  }
  const fast = await send(pathname, { answers: about(keys, 99), seconds: 110 })
  await check(field)
  expect(await flaggedWith('too-fast', [...sent, fast])).toEqual([fast])
})

it('who is asked more because of an answer took no time too long, and who is asked less hurried no more', async () => {
  const field = await open({ modules: [module('churn')] })
  const stayed = { 'churn.left': 'no', 'churn.satisfaction': 8 }
  const left = {
    'churn.left': 'yes',
    'churn.satisfaction': 3,
    'churn.reasons': ['pricing'],
    'churn.main-reason': 'pricing',
    'churn.bring-back': ['price'],
    'churn.return': 3,
  }
  const sent: string[] = []
  for (let i = 0; i < 8; i++) sent.push(await send(field.path, { answers: stayed, seconds: 20 + i }))
  for (let i = 0; i < 12; i++) sent.push(await send(field.path, { answers: left, seconds: 60 + i }))
  await check(field)
  expect(await flaggedWith('too-fast', sent)).toEqual([])
})

it('two people who leave for the same reason are two: their few questions have many boxes', async () => {
  const field = await open({ modules: [module('churn')] })
  const left = {
    'churn.left': 'yes',
    'churn.satisfaction': 3,
    'churn.reasons': ['pricing', 'competition'],
    'churn.main-reason': 'pricing',
    'churn.bring-back': ['price'],
    'churn.return': 3,
  }
  const sent = [
    await send(field.path, { answers: left, seconds: 60 }),
    await send(field.path, { answers: left, seconds: 60 }),
  ]
  await check(field)
  expect(await flaggedWith('repeated-answers', sent)).toEqual([])
})

it('who is left out keeps marks, and is no longer the one whom a copy repeats', async () => {
  const field = await open({ modules: [module('ecsi-mobile'), module('csat'), module('nps')] })
  const words = 'The branch in the station is always closed.'
  const answersOf = (seed: number, more = {}) => ({
    ...simulateRespondent(field.book.fields, { seed, nonAnswers: 0, skips: 0 }),
    'nps-reason': `Reason number ${seed} of many.`,
    ...more,
  })
  for (let seed = 1; seed <= 12; seed++)
    await send(field.path, { answers: answersOf(seed), seconds: 300 + seed })
  const fast = await send(field.path, { answers: answersOf(20), seconds: 60 })
  const first = await send(field.path, { answers: answersOf(21, { 'nps-reason': words }), seconds: 300 })
  const copy = await send(field.path, { answers: answersOf(21, { 'nps-reason': words }), seconds: 300 })
  const flags = async () => [await flagsOf(fast), await flagsOf(first), await flagsOf(copy)]
  const repeated = ['repeated-answers', 'repeated-text']
  await check(field)
  expect(await flags()).toEqual([['too-fast'], [], repeated])

  await exclude(field, [fast, copy])
  expect((await check(field)).changed).toBe(0)
  expect(await flags()).toEqual([['too-fast'], [], repeated])
  const listed = await done<Quality>(mine.ask('GET', `/api/waves/${field.wave.id}/quality?list=excluded`))
  expect(listed.flags).toEqual({ 'too-fast': 1, 'repeated-answers': 1, 'repeated-text': 1 })

  // The other way round: of equal ones, what is counted comes first.
  await exclude(field, [copy], false)
  await exclude(field, [first])
  await check(field)
  expect(await flags()).toEqual([['too-fast'], repeated, []])
})
