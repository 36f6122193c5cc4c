import { expect, it } from 'vitest'
import type { Answering } from '../../../api/contract/response.ts'
import { buildForm } from '../../../api/forms/build-form.ts'
import { askRoom } from '../../../web/respond/ask-room.ts'
import { answersOf, createModel, leaveOutBrands } from '../../../web/respond/survey-model.ts'
import { mobileDesign } from '../../forms/mobile-design.ts'
import { openForm } from './open-form.ts'

const acsi = { instrument: { name: 'acsi', version: 1 } }
const [ours = '', theirs = ''] = mobileDesign.brands.map(({ id }) => id)
const built = buildForm({ ...mobileDesign, modules: [acsi], loop: 2, attributes: ['region'] })
const answering = {
  ...{ address: '/r/one', token: null, sealed: 'id.seal', brandId: null },
  attributes: ['region'],
} as unknown as Answering
const modelOf = (answers: object) => createModel(openForm(built), null, { ...answers })
const about = (model: ReturnType<typeof modelOf>, page: string) =>
  ({ model, page, language: 'en', patience: 1000 }) as const

it('asks after the brands are chosen, with all of them, and after what says who answers', async () => {
  const asked: unknown[] = []
  const ask: typeof fetch = async (_, init) => {
    asked.push(JSON.parse(String(init?.body)))
    return Response.json({ room: true, full: [ours] })
  }
  const model = modelOf({ brands: [ours, theirs], region: 'local' })
  expect(await askRoom(answering, about(model, 'page-brands'), ask)).toEqual({ room: true, full: [ours] })
  expect(await askRoom(answering, about(model, model.visiblePages[1]?.name ?? ''), ask)).toEqual({
    room: true,
    full: [],
  })
  const known = { sealed: 'id.seal', language: 'en', brandId: null, brands: [ours, theirs] }
  expect(asked).toEqual([{ ...known, attributes: { region: 'local' } }])
})

it('asks once more at the end about several brands, and not about one', async () => {
  let asked = 0
  const ask: typeof fetch = async () => {
    asked += 1
    return Response.json({ room: true, full: [ours] })
  }
  const several = modelOf({ brands: [ours, theirs] })
  const none = { ...answering, attributes: [] }
  const last = several.visiblePages.at(-1)?.name ?? ''
  expect(await askRoom(none, about(several, last), ask)).toEqual({ room: true, full: [ours] })
  const one = modelOf({ brands: [ours] })
  expect(await askRoom(none, about(one, one.visiblePages.at(-1)?.name ?? ''), ask)).toEqual({
    room: true,
    full: [],
  })
  expect(asked).toBe(1)
})

it.each<[string, () => Promise<Response>]>([
  ['no network', () => Promise.reject(new TypeError('network'))],
  ['a sign-in page', async () => new Response('<html>')],
  ['a foreign 404', async () => Response.json({ error: 'x' }, { status: 404 })],
  ['null', async () => Response.json(null)],
])('turns nobody away on %s', async (_, reply) => {
  const said = await askRoom(answering, about(modelOf({ brands: [ours] }), 'page-brands'), reply)
  expect(said).toEqual({ room: true, full: [] })
})

it('asks nothing more about brands that are full, and sends nothing about them', () => {
  const model = modelOf({ brands: [ours, theirs], sat1__b1: 3, sat1__b2: 4 })
  leaveOutBrands(model, [ours])
  const names = model.visiblePages.flatMap(({ questions }) => questions.map(({ name }) => name))
  expect(names.filter((name) => name.endsWith('__b1'))).toEqual([])
  expect(names).toContain('sat1__b2')
  // As it is sent: SurveyJS's lists carry functions.
  expect(JSON.parse(JSON.stringify(answersOf(model)))).toEqual({ brands: [theirs], sat1__b2: 4 })
})
