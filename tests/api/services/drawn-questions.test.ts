import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import type { OpenForm } from '../../../api/contract/response.ts'
import { findNewestForm } from '../../../api/db/forms.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import type { CodeBook } from '../../../stats/coding/code-book.ts'
import { drawnProgram, FEATURES, ROTATING, TOUCHPOINTS } from '../../drawn-program.ts'
import { simulateRespondent } from '../../forms/simulate-respondent.ts'
import { createTestApp, done, openFieldwork } from '../../test-app.ts'
import { everythingStored } from '../stored.ts'

let test: Awaited<ReturnType<typeof createTestApp>>
let mine: Awaited<ReturnType<typeof test.organisation>>
let fieldwork: Awaited<ReturnType<typeof openFieldwork>>
let book: CodeBook

beforeAll(async () => {
  test = await createTestApp()
  mine = await test.organisation('Mine')
  fieldwork = await openFieldwork(mine.ask, drawnProgram)
  const form = await withOrganisation(test.databases.app, mine.organisationId, (db) =>
    findNewestForm(db, fieldwork.program.id),
  )
  book = form?.codeBook as unknown as CodeBook
})
afterAll(() => test.stop())

interface Shown {
  readonly pages: readonly { readonly elements: readonly { readonly name: string }[] }[]
}

/** Opens the form as somebody new: the id to answer under, and the fields shown, in their order. */
async function open() {
  const { sealed, survey } = await done<OpenForm>(test.ask('GET', `${fieldwork.path}/form`))
  const names = (survey as unknown as Shown).pages.flatMap(({ elements }) => elements.map(({ name }) => name))
  const shown = names.filter((name) => book.fields.some(({ code }) => code === name))
  return { id: sealed?.split('.')[0] ?? '', shown }
}

/** Answers to the fields shown, in their order. */
function answersTo(shown: readonly string[], seed: number): Record<string, unknown> {
  const fields = shown.flatMap((name) => book.fields.find(({ code }) => code === name) ?? [])
  return simulateRespondent(fields, { seed, nonAnswers: 0, skips: 0 })
}

const send = (id: string, answers: Record<string, unknown>) =>
  test.ask<ErrorBody>('POST', fieldwork.path, { id, language: 'en', answers })

const onRecord = (id: string) =>
  withOrganisation(test.databases.app, mine.organisationId, async (db) => {
    const response = await db.selectFrom('response').selectAll().where('id', '=', id).executeTakeFirst()
    const observation = await db
      .selectFrom('observation')
      .selectAll()
      .where('responseId', '=', id)
      .executeTakeFirst()
    return { response, observation }
  })

/** Which of the codes are among those shown, by the part between the first dots: `kano.alpha.functional` is alpha. */
const entriesOf = (shown: readonly string[], prefix: string) => [
  ...new Set(shown.filter((code) => code.startsWith(prefix)).map((code) => code.split('.')[1])),
]

it('takes what was drawn, and keeps the order in which the page showed it', async () => {
  const seen = new Set<string>()
  const orders = new Set<string>()
  for (let seed = 1; seed <= 40; seed++) {
    const { id, shown } = await open()
    const answers = answersTo(shown, seed)
    const answer = await send(id, answers)
    expect([answer.status, answer.body]).toEqual([201, { id, receivedAt: expect.any(String) }])

    const { response, observation } = await onRecord(id)
    const order = (response?.layout as { order: string } | undefined)?.order ?? ''
    expect(order.split(' ').map((place) => book.fields[Number(place)]?.code)).toEqual(shown)
    expect(response?.answers).toEqual(answers)

    // Two of five features with both halves, one touchpoint, one of the three modules that take turns.
    expect(entriesOf(shown, 'kano.')).toHaveLength(2)
    expect(shown.filter((code) => code.startsWith('kano.'))).toHaveLength(4)
    expect(entriesOf(shown, 'touch.')).toHaveLength(1)
    const turns = book.modules?.filter(
      ({ asked, fields }) => asked === 'rotating' && fields.some((code) => shown.includes(code)),
    )
    expect(turns).toHaveLength(1)

    // Scores where somebody was asked, and "not shown" exactly where not.
    const states = [...(observation?.states ?? '')]
    expect(states).toHaveLength(book.scored.length)
    const asked = (score: string) => shown.some((code) => score === code || score.startsWith(`${code}.`))
    book.scored.forEach((score, place) => {
      if (!asked(score))
        expect([score, states[place], observation?.scores[place]]).toEqual([score, 'h', null])
      else if (answers[score] !== undefined) expect([score, states[place]]).toEqual([score, 'a'])
    })

    for (const name of [...entriesOf(shown, 'kano.'), ...entriesOf(shown, 'touch.')]) seen.add(String(name))
    seen.add(turns?.[0]?.instrument.name ?? '')
    orders.add(shown.filter((code) => code.startsWith('rules.')).join())
  }
  expect([...seen].toSorted()).toEqual([...FEATURES, ...TOUCHPOINTS, ...ROTATING].toSorted())
  // Seven rules have 5,040 orders: forty respondents see forty, or nearly.
  expect(orders.size).toBeGreaterThan(35)
})

it('shows the same questions in the same order to who comes back', async () => {
  const first = await done<OpenForm>(test.ask('GET', `${fieldwork.path}/form`))
  const id = first.sealed?.split('.')[0] ?? ''
  const again = await done<OpenForm>(test.ask('GET', `${fieldwork.path}/form?id=${id}`))
  expect(again.survey).toEqual(first.survey)
  const other = await done<OpenForm>(test.ask('GET', `${fieldwork.path}/form`))
  expect(other.survey).not.toEqual(first.survey)
})

it('refuses an answer to what was not drawn, and stores nothing of it', async () => {
  const { id, shown } = await open()
  const answers = answersTo(shown, 7)
  const left = book.fields.filter(({ code }) => !shown.includes(code))
  // Three features of two halves, two touchpoints of two questions, and two of the three modules.
  expect(left.length).toBeGreaterThanOrEqual(6 + 4 + 2)
  const before = await everythingStored(test, mine.organisationId)
  for (const { code, answer } of left) {
    const value = answer.kind === 'choice' ? answer.choices[0] : answer.kind === 'text' ? 'why' : 4
    const { status, body } = await send(id, { ...answers, [code]: value })
    expect([status, body.error.code, body.error.message]).toEqual([
      422,
      'not-codable',
      expect.stringContaining(`${code}: was answered, but this respondent was not asked it`),
    ])
  }
  expect(await everythingStored(test, mine.organisationId)).toEqual(before)
  expect((await send(id, answers)).status).toBe(201)
})

it('asks for what was drawn, and for nothing else', async () => {
  const { id, shown } = await open()
  const answers = answersTo(shown, 9)
  const required = shown.filter((code) => book.fields.find((field) => field.code === code)?.required)
  const { status, body } = await send(id, {})
  expect([status, body.error.code]).toEqual([422, 'not-codable'])
  const named = (body.error as unknown as { problems: { item: string }[] }).problems.map(({ item }) => item)
  // What is asked only after another answer is not missing before it.
  const routed = book.fields.filter(({ shownWhen }) => shownWhen !== undefined).map(({ code }) => code)
  expect(named.toSorted()).toEqual(required.filter((code) => !routed.includes(code)).toSorted())
  expect((await send(id, answers)).status).toBe(201)
})
