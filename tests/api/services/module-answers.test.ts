import { beforeAll, describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import { type ModuleAnalysis, OfferedAnalyses } from '../../../api/contract/module-analysis.ts'
import type { NewProgram } from '../../../api/contract/program.ts'
import type { Wave } from '../../../api/contract/wave.ts'
import { findNewestForm } from '../../../api/db/forms.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { settlePartials } from '../../../api/services/settle-partials.ts'
import type { CodeBook } from '../../../stats/coding/code-book.ts'
import { evangelist } from '../../../stats/instruments/evangelist.ts'
import { simulateRespondent } from '../../forms/simulate-respondent.ts'
import { done, openFieldwork, startTestApp } from '../../test-app.ts'
import { answering } from '../answering.ts'
import { always, moduleAsker, resultOf } from '../ask-module.ts'
import { invite } from '../bad-input/invite.ts'
import { saveBrokenOff } from '../save-partial.ts'

const { test, mine } = await startTestApp()
const { compute, read, request } = moduleAsker(test, mine)
const { send, times, wayIn } = answering(test, mine)
type Field = Awaited<ReturnType<typeof openFieldwork>>

const open = (over: Partial<NewProgram>) => openFieldwork(mine.ask, over)
async function nextWave({ program, brandId }: Field, name: string) {
  const days = { opensOn: '2021-01-01', closesOn: '2099-12-31' }
  const wave = await done<Wave>(mine.ask('POST', `/api/programs/${program.id}/waves`, { name, ...days }))
  return { wave, path: await wayIn(wave, brandId) }
}
async function publishAnew({ program }: Field, change: Partial<NewProgram>) {
  await done(mine.ask('PATCH', `/api/programs/${program.id}`, change))
  await done(mine.ask('POST', `/api/programs/${program.id}/publish`))
}
const fieldsOf = (programId: string) =>
  withOrganisation(test.databases.app, mine.organisationId, async (db) => {
    const form = await findNewestForm(db, programId)
    const book = form?.codeBook as unknown as CodeBook
    return book.fields
  })
const CSAT = 'indices.csat:csat'
const topTwo = (analysis: ModuleAnalysis) => {
  const { status, sampleSize, estimate } = resultOf<{ topTwo: number }>(analysis)
  return [status, sampleSize.valid, estimate.topTwo]
}

describe('of several forms', () => {
  const entries = (...keys: string[]) =>
    keys.map((key) => ({ key, text: { en: key, 'zh-Hans': key, 'zh-Hant': key } }))
  const kano = (...keys: string[]) => always('kano', { features: entries(...keys), performance: true })
  const liking = (...keys: string[]) =>
    Object.fromEntries(
      keys.flatMap((key) => [
        [`kano.${key}.functional`, 'like'],
        [`kano.${key}.dysfunctional`, 'dislike'],
        [`kano.${key}.performance`, 7],
      ]),
    )

  it('those that ask the same are read together; answers to other questions are not, and it is said where', async () => {
    const field = await open({ name: 'Features', modules: [kano('fast', 'cheap')], attributes: [] })
    const slice = { programId: field.program.id }
    await times(12, field.path, liking('fast', 'cheap'))
    await publishAnew(field, { modules: [kano('fast', 'cheap', 'warm')] })
    const next = await nextWave(field, 'Second wave')
    const before = await compute('kano', slice)
    expect(before.receipt).toMatchObject({ observations: 12, waves: [{ id: field.wave.id }] })
    await times(13, next.path, liking('fast', 'cheap', 'warm'))

    const categories = await compute('kano', slice)
    expect(resultOf(categories).sampleSize.total).toBe(13)
    expect(categories.receipt).toMatchObject({
      waves: [{ id: next.wave.id, formNumber: 2 }],
      leftOut: [{ waveId: field.wave.id, brandId: null, reason: 'asked-otherwise', observations: 12 }],
    })
    const described = await compute('describe:kano.fast.performance', slice)
    expect(resultOf<{ mean: number }>(described)).toMatchObject({
      sampleSize: { valid: 25 },
      estimate: { mean: expect.closeTo(7, 12) },
    })
    expect(described.receipt).toMatchObject({ observations: 25, leftOut: [], waves: [{}, {}] })
    expect(described.receipt?.formContentHashes).toHaveLength(2)

    const { modules } = OfferedAnalyses.parse(
      await done(mine.ask('GET', `/api/programs/${field.program.id}/analyses?waveId=${field.wave.id}`)),
    )
    expect(modules[0]?.feeds.map(({ feed }) => feed)).toEqual([
      'kano',
      'describe:kano.fast.performance',
      'describe:kano.cheap.performance',
    ])
    expect(modules[0]?.title['zh-Hans']).toMatch(/KANO/i)
    expect(modules[0]?.feeds[1]?.about).toEqual({
      code: 'kano.fast.performance',
      wording: 'kano.{each}.performance',
      entry: { en: 'fast', 'zh-Hans': 'fast', 'zh-Hant': 'fast' },
    })
  })

  it('a wave that does not ask it is named', async () => {
    const field = await open({ name: 'Dropped', modules: [always('csat'), always('ces')], attributes: [] })
    await times(12, field.path, { csat: 5, ces: 5 })
    await publishAnew(field, { modules: [always('ces')] })
    const next = await nextWave(field, 'Second wave')
    await times(3, next.path, { ces: 5 })
    const analysis = await compute(CSAT, { programId: field.program.id })
    expect(topTwo(analysis)).toEqual(['small-base', 12, 1])
    expect(analysis.receipt?.leftOut).toEqual([
      { waveId: next.wave.id, name: 'Second wave', brandId: null, reason: 'not-asked', observations: 3 },
    ])
    const refused = await request(CSAT, { programId: field.program.id, waveId: next.wave.id })
    expect([refused.status, refused.body.error.message]).toEqual([
      409,
      expect.stringContaining('wave "Second wave" of "Dropped" does not ask'),
    ])
  })
})

describe('what an answer belongs to', () => {
  it('of rotating modules only those count who were asked', async () => {
    const rotating = { ...always('csat'), asked: 'rotating' as const }
    const field = await open({
      name: 'Rotating',
      modules: [rotating, { ...always('ces'), asked: 'rotating' }],
      rotating: 1,
      attributes: [],
    })
    let drawn = 0
    for (let i = 0; i < 80; i++) {
      const id = uuidv7()
      const either = await test.ask('POST', field.path, { id, language: 'en', answers: { csat: 4 } })
      if (either.status < 300) drawn += 1
      else await send(field.path, { ces: 5 }, { id })
    }
    expect(drawn).toBeGreaterThan(20)
    const analysis = await compute(CSAT, { programId: field.program.id })
    expect(topTwo(analysis).slice(1)).toEqual([drawn, 1])
    expect(resultOf(analysis).sampleSize.total).toBe(drawn)
    expect(analysis.receipt).toMatchObject({ observations: drawn, exclusions: { notAsked: 80 - drawn } })
  })

  it('of rotating open questions too, whether or not anybody wrote something', async () => {
    const questions = [{ key: 'wish', text: { en: 'Wish?', 'zh-Hans': '愿望？', 'zh-Hant': '願望？' } }]
    const field = await open({
      name: 'Rotating words',
      modules: [
        { ...always('open-questions', { questions }), asked: 'rotating' },
        { ...always('csat'), asked: 'rotating' },
      ],
      rotating: 1,
      attributes: [],
    })
    let drawn = 0
    for (let i = 0; i < 80; i++) {
      const id = uuidv7()
      const written = drawn % 2 === 0 ? { 'open.wish': 'Cheaper coffee.' } : {}
      const rated = await test.ask('POST', field.path, { id, language: 'en', answers: { csat: 4 } })
      if (rated.status < 300) continue
      await send(field.path, written, { id })
      drawn += 1
    }
    expect(drawn).toBeGreaterThan(20)
    const analysis = await compute('text.words:open.wish', { programId: field.program.id })
    expect(analysis.receipt).toMatchObject({ observations: drawn, exclusions: { notAsked: 80 - drawn } })
    const { estimate } = resultOf<{ sampleSize: number; missing: number }>(analysis)
    const wrote = Math.ceil(drawn / 2)
    if (estimate !== undefined)
      expect([estimate.sampleSize, estimate.missing]).toEqual([wrote, drawn - wrote])
  })

  it('what is asked once of who rates several brands counts once, and belongs to none of them', async () => {
    const field = await open({
      name: 'Several',
      modules: [always('acsi'), always('csat')],
      loop: 2,
      attributes: [],
    })
    const path = await wayIn(field.wave, null)
    const rated = field.program.brands.map(({ id }) => id)
    const fields = await fieldsOf(field.program.id)
    for (let seed = 1; seed <= 12; seed++) {
      const { csat, ...about } = simulateRespondent(fields, { seed, nonAnswers: 0, skips: 0 })
      const each = ['b1', 'b2'].flatMap((key) =>
        Object.entries(about).map(([code, raw]) => [`${code}__${key}`, raw]),
      )
      await send(path, { brands: rated, csat, ...Object.fromEntries(each) })
    }
    const analysis = await compute(CSAT, { programId: field.program.id })
    expect(analysis.receipt).toMatchObject({ observations: 12, leftOut: [], exclusions: { notAsked: 0 } })
    expect(resultOf(analysis).sampleSize).toEqual({ total: 12, valid: 12, effective: 12 })
    const offered = OfferedAnalyses.parse(
      await done(mine.ask('GET', `/api/programs/${field.program.id}/analyses`)),
    )
    expect(offered.modules.map(({ instrument, byBrand }) => [instrument.name, byBrand])).toEqual([
      ['acsi', true],
      ['csat', false],
    ])
    const refused = await request(CSAT, { programId: field.program.id, brandId: rated[0] ?? '' })
    expect([refused.status, refused.body.error.message]).toEqual([
      422,
      expect.stringContaining('leave brandId out'),
    ])
  })

  it('answers that were broken off are read where they are asked for and are many enough', async () => {
    const field = await open({ name: 'Broken off', modules: [always('evangelist')], attributes: [] })
    const codes = evangelist.items.map(({ code }) => code)
    const agreeing = Object.fromEntries(codes.map((code) => [code, 'yes']))
    await times(20, field.path, agreeing)
    const { [codes.at(-1) ?? '']: last, ...begun } = agreeing
    const breakOff = async (count: number) => {
      for (let i = 0; i < count; i++) {
        await saveBrokenOff(test.databases, mine.organisationId, field, { id: uuidv7(), answers: begun })
      }
      await settlePartials(test.databases.app, mine.organisationId, field.wave.id)
    }
    const signs = async (partials: string) => {
      const { receipt, result } = await compute('loyalty.signs', { programId: field.program.id, partials })
      const { sampleSize } = result as { sampleSize: { total: number } }
      return [sampleSize.total, receipt?.observations, receipt?.partials]
    }
    await breakOff(3)
    expect(await signs('include')).toEqual([20, 20, { choice: 'include', usable: 0, heldBack: 1 }])
    await breakOff(4)
    expect(await signs('include')).toEqual([27, 27, { choice: 'include', usable: 7, heldBack: 0 }])
    expect(await signs('leave-out')).toEqual([20, 20, { choice: 'leave-out', usable: 0, heldBack: 0 }])
  })
})

describe('open answers', () => {
  const WORDS = 'text.words:nps-reason'
  let field: Field
  let slice: { programId: string }
  beforeAll(async () => {
    field = await open({ name: 'Reasons', modules: [always('nps')], attributes: [] })
    slice = { programId: field.program.id }
    const reason = 'Lovelace helped. Mail ada@example.org or call +86 138 0013 8000. My name is Ada.'
    await times(10, field.path, { nps: 9, 'nps-reason': reason })
    for (let i = 0; i < 5; i++) {
      const { token, responseId } = await invite(
        test,
        { organisationId: mine.organisationId, fieldwork: field },
        { contact: { name: 'Grace Hopper' } },
      )
      await send(
        `${field.path}?i=${token}`,
        { nps: 3, 'nps-reason': 'Hopper here. Grace was slow.' },
        { id: responseId },
      )
    }
  })
  const wordsOf = (analysis: ModuleAnalysis) =>
    resultOf<{ words: { word: string; answers: number }[] }>(analysis).estimate.words.map(
      ({ word, answers }) => [word, answers],
    )

  it('tell their words, without mail addresses, numbers and the names of who wrote them', async () => {
    const analysis = await compute(WORDS, slice)
    expect(Object.fromEntries(wordsOf(analysis))).toEqual({
      call: 10,
      helped: 10,
      lovelace: 10,
      mail: 10,
      name: 10,
      here: 5,
      slow: 5,
    })
    expect(JSON.stringify(analysis)).not.toMatch(/ada|example|hopper|grace/i)
  })

  it('are for analysts, and told to nobody below', async () => {
    const { id } = await compute(WORDS, slice)
    const [viewer, interviewer, analyst] = [
      await mine.member('viewer'),
      await mine.member('interviewer'),
      await mine.member('analyst'),
    ]
    for (const ask of [viewer, interviewer]) {
      const refused = await ask<ErrorBody>('GET', `/api/analyses/${id}`)
      expect([refused.status, refused.body.error.message]).toEqual([
        403,
        expect.stringContaining('words of open answers may name people'),
      ])
    }
    expect(await done<ModuleAnalysis>(analyst('GET', `/api/analyses/${id}`))).toEqual(await read(id))
    const score = await compute('indices.nps:nps', slice)
    expect(await done(viewer('GET', `/api/analyses/${score.id}`))).toEqual(await read(score.id))
  })

  it('are read of whole answers only', async () => {
    const refused = await request(WORDS, { ...slice, partials: 'include' })
    expect([refused.status, refused.body.error.message]).toEqual([
      422,
      expect.stringContaining('open answers are read of whole answers only'),
    ])
  })
})
