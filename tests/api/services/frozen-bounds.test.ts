import { expect, it } from 'vitest'
import type { Recorded } from '../../../api/contract/response.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { uuidv7 } from '../../../api/ids.ts'
import type { CodeBook } from '../../../stats/coding/code-book.ts'
import { done, openFieldwork, startTestApp } from '../../test-app.ts'

const { test, mine } = await startTestApp()

const modules = [
  { instrument: { name: 'churn', version: 1 }, parameters: {}, asked: 'always' as const, weight: 1 },
]
const answers = (main: string) => ({
  'churn.left': 'yes',
  'churn.satisfaction': 2,
  'churn.reasons': ['pricing'],
  'churn.main-reason': main,
  'churn.bring-back': ['price'],
  'churn.return': 4,
})
const send = (path: string, main: string) =>
  test.ask<Recorded & { error: { message: string; problems: { message: string }[] } }>('POST', path, {
    id: uuidv7(),
    language: 'en',
    answers: answers(main),
  })

it('a form frozen now refuses a main reason that was not chosen; one frozen before takes it for ever', async () => {
  const now = await openFieldwork(mine.ask, { modules, attributes: [] })
  const refused = await send(now.path, 'competition')
  expect(refused.status).toBe(422)
  expect(refused.body.error.problems.map(({ message }) => message)).toEqual([
    'churn.main-reason: "competition" is not among the answers to churn.reasons',
  ])
  expect((await send(now.path, 'pricing')).status).toBe(201)

  // A wave whose form was frozen before answers could be bounded: its book and its pages say nothing of it.
  const old = await openFieldwork(mine.ask, { name: 'Old', modules, attributes: [] })
  const formId = old.program.form?.id ?? ''
  await withOrganisation(test.databases.app, mine.organisationId, async (db) => {
    const { codeBook, survey } = await db
      .selectFrom('form')
      .select(['codeBook', 'survey'])
      .where('id', '=', formId)
      .executeTakeFirstOrThrow()
    const book = codeBook as unknown as CodeBook
    const fields = book.fields.map(({ within, ...field }) => field)
    const pages = JSON.stringify(survey, (key, value) =>
      key === 'within' || key === 'choicesVisibleIf' ? undefined : value,
    )
    await test.databases.system
      .updateTable('form')
      .set({ codeBook: JSON.stringify({ ...book, fields }), survey: pages })
      .where('id', '=', formId)
      .execute()
  })
  expect((await send(old.path, 'competition')).status).toBe(201)
  const { survey } = await done<{ survey: object }>(test.ask('GET', `${old.path}/form`))
  expect(JSON.stringify(survey)).not.toContain('within')
})
