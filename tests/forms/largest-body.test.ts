import { describe, expect, it } from 'vitest'
import { buildForm, type FormDesign } from '../../api/forms/build-form.ts'
import { checkBuilt } from '../../api/forms/check-design.ts'
import { ANSWER_BOUNDS, largestBody } from '../../api/forms/largest-body.ts'
import { askedFields } from '../../api/forms/lay-out.ts'
import { layOutSurvey } from '../../api/forms/lay-out-survey.ts'
import { uuidv7 } from '../../api/ids.ts'
import { drawLayout } from '../../api/services/draw-layout.ts'
import { parseStrictJson } from '../../api/strict-json.ts'
import { loopedKey } from '../../stats/coding/code-loop.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import type { AnswerKind } from '../../stats/instruments/instrument.ts'
import { exampleSettings } from './example-settings.ts'
import { mobileDesign } from './mobile-design.ts'

const module = (name: string, asked: 'always' | 'rotating' = 'always', parameters?: object) => {
  const instrument = CATALOGUE.find((one) => one.name === name)
  if (instrument === undefined) throw new RangeError(name)
  const settings = { ...exampleSettings(instrument, 'all'), ...parameters }
  return { instrument: { name, version: instrument.version }, parameters: settings, asked }
}

/** As many entries as an answer can have. */
function fullest(answer: AnswerKind): unknown {
  if (answer.kind === 'multi-choice') return answer.choices.slice(0, answer.max)
  if (answer.kind === 'allocation') return Object.fromEntries(answer.parts.map((part) => [part, 20]))
  return answer.kind === 'text' ? 'so, so: "it"' : 7
}

/** A saving under way of somebody who answered everything and has seen the cards of every brand. */
function fullBody(design: FormDesign, id: string): string {
  const { survey, codeBook } = buildForm(design)
  const layout = drawLayout(codeBook, id)
  const asked = askedFields(codeBook, layout)
  const { loop } = codeBook
  const answers = codeBook.fields
    .filter(({ code }) => asked?.has(code) ?? true)
    .flatMap(({ code, answer }) =>
      loop?.fields.includes(code)
        ? loop.brands.slice(0, loop.most).map(({ key }) => [loopedKey(code, key), fullest(answer)])
        : [[code, fullest(answer)]],
    )
  const brands = loop === undefined ? [] : [['brands', loop.brands.slice(0, loop.most)]]
  const attributes = codeBook.attributes.map(({ code }) => [code, 'x'])
  const pages = layOutSurvey(survey, codeBook, layout)['pages'] as { name: string }[]
  return JSON.stringify({
    ...{ sealed: id, language: 'en', brandId: null, form: 1, page: 'end', revision: 1, startedAt: '' },
    answers: Object.fromEntries([
      ...brands.map(([key]) => [key, loop?.brands.slice(0, loop.most).map(() => id)]),
      ...answers,
      ...attributes,
    ]),
    paradata: {
      ...{ mode: 'web', device: 'phone', width: 390, trap: true },
      pageSeconds: Object.fromEntries(pages.map(({ name }) => [name, 1.5])),
    },
  })
}

const taken = (body: string, entries: number) => {
  try {
    parseStrictJson(body, { ...ANSWER_BOUNDS, entries })
    return true
  } catch {
    return false
  }
}

const THREE = [...mobileDesign.brands, { id: '01939b5c-8a00-7000-8000-000000000003', name: 'Fabrikam' }]
const FIXED: [string, FormDesign][] = [
  ...CATALOGUE.filter(({ parameters = [] }) => parameters.every((one) => !('takes' in one))).map(
    ({ name }): [string, FormDesign] => [name, { ...mobileDesign, modules: [module(name)] }],
  ),
  [
    'two of three brands',
    { ...mobileDesign, brands: THREE, loop: 2, modules: [module('acsi'), module('nps')] },
  ],
  ['consent', { ...mobileDesign, consent: { en: 'a', 'zh-Hans': 'b', 'zh-Hant': 'c' } }],
]
const DRAWN: [string, FormDesign][] = [
  ['some of the features', { ...mobileDesign, modules: [module('kano', 'always', { most: 2 })] }],
  [
    'one block of three',
    {
      ...mobileDesign,
      modules: [
        module('acsi'),
        module('nps', 'rotating'),
        module('servqual', 'rotating'),
        module('csat', 'rotating'),
      ],
      rotating: 1,
    },
  ],
]

describe('largestBody', () => {
  it.each(FIXED)('is what somebody sends who answers all of it: %s', (_, design) => {
    const body = fullBody(design, uuidv7())
    const entries = largestBody(buildForm(design))
    expect(taken(body, entries)).toBe(true)
    expect(taken(body, entries - 1)).toBe(false)
  })

  it.each(DRAWN)('is the most that is drawn for anybody: %s', (_, design) => {
    const entries = largestBody(buildForm(design))
    const bodies = Array.from({ length: 60 }, () => fullBody(design, uuidv7()))
    expect(bodies.every((body) => taken(body, entries))).toBe(true)
    expect(bodies.some((body) => !taken(body, entries - 1))).toBe(true)
  })
})

describe('checkBuilt', () => {
  const entries = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      key: `e${i}`,
      text: { en: `Entry ${i}`, 'zh-Hans': `条目${i}`, 'zh-Hant': `條目${i}` },
    }))
  const long = {
    ...mobileDesign,
    modules: [
      module('ecsi-mobile'),
      module('kano', 'always', { features: entries(30), most: 20 }),
      module('importance-performance', 'always', { attributes: entries(30) }),
      module('zone-of-tolerance'),
      module('servqual'),
    ],
  }

  it('lets a form pass whose answers can be sent, and refuses the same about many brands', () => {
    expect(() => checkBuilt(buildForm(long))).not.toThrow()
    const brands = Array.from({ length: 12 }, (_, i) => ({
      id: `01939b5c-8a00-7000-8000-0000000000${i + 10}`,
      name: `Brand ${i}`,
    }))
    const looped = { ...long, brands, loop: 12 }
    expect(taken(fullBody(looped, uuidv7()), ANSWER_BOUNDS.entries)).toBe(false)
    expect(() => checkBuilt(buildForm(looped))).toThrow(
      /^modules: whoever answers everything would send 1\d\d %/,
    )
  })

  it('counts only the blocks that one respondent is drawn', () => {
    const modules = CATALOGUE.filter(({ family, name }) => family !== 'index' || name === 'acsi').map(
      ({ name }) => module(name, 'rotating'),
    )
    expect(() => checkBuilt(buildForm({ ...mobileDesign, modules, rotating: 3 }))).not.toThrow()
    const all = largestBody(buildForm({ ...mobileDesign, modules, rotating: modules.length }))
    expect(all).toBeGreaterThan((3 * largestBody(buildForm({ ...mobileDesign, modules, rotating: 3 }))) / 2)
  })
})
