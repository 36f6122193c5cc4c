import { describe, expect, it } from 'vitest'
import type { ApiError } from '../../api/errors.ts'
import { checkComplete, checkDesign } from '../../api/forms/check-design.ts'
import { readParameters } from '../../api/forms/read-parameters.ts'
import { kano } from '../../stats/instruments/kano.ts'
import { twoFactor } from '../../stats/instruments/two-factor.ts'
import { newProgram } from '../new-program.ts'

const module = (name: string, parameters = {}) => ({
  instrument: { name, version: 1 },
  parameters,
  asked: 'always' as const,
  weight: 1,
})
const text = { en: 'one click', 'zh-Hans': '一键', 'zh-Hant': '一鍵' }
const features = (...more: object[]) => more.map((one, place) => ({ key: `f${place}`, text, ...one }))

/** What still keeps a design from becoming a form. */
function lacking(over: Parameters<typeof newProgram>[0]): string[] {
  try {
    checkComplete(newProgram(over))
    return []
  } catch (error) {
    return ((error as ApiError).problems ?? []).map(({ item, message }) => `${item} / ${message}`)
  }
}

it('no entry has a key that would give two questions one code', () => {
  const attributes = ['overall', 'waiting', 'staff'].map((key) => ({ key, text }))
  const { settings, problems } = readParameters(twoFactor, { attributes })
  expect(settings['attributes']).toEqual(attributes.slice(1))
  expect(problems).toEqual([
    expect.objectContaining({
      parameter: 'attributes',
      reason: 'taken',
      message: expect.stringContaining('"overall"'),
    }),
  ])
  expect(() => checkDesign(newProgram({ modules: [module('two-factor', { attributes })] }))).toThrow(
    'modules.0.attributes: cannot have the key "overall"',
  )
  // Elsewhere the same key is free.
  expect(readParameters(kano, { features: attributes }).problems).toEqual([])
})

describe('a form lacks', () => {
  it('the description of a feature in a language it is asked in, named by feature and language', () => {
    const described = features({ description: text }, { description: { en: 'Without a basket.' } }, {})
    expect(lacking({ modules: [module('kano', { features: described })] })).toEqual(
      ['zh-Hans', 'zh-Hant'].map(
        (language) =>
          `modules.0.features / kano, features: "f1" has no ${language} description, and respondents will be asked in it`,
      ),
    )
  })

  it('nothing where descriptions are there in every language, left out, or empty', () => {
    const modules = [module('kano', { features: features({ description: text }, { description: {} }, {}) })]
    expect(lacking({ modules })).toEqual([])
    const { settings } = readParameters(kano, { features: features({ description: {} }) })
    expect(settings['features']).toEqual(features({}))
  })

  it('a module to ask per brand where respondents are to rate several', () => {
    expect(lacking({ loop: 2, modules: [module('nps')] })).toEqual([
      expect.stringMatching(/^loop \/ loop: no module of this program is asked once per brand/),
    ])
    expect(lacking({ loop: 0, modules: [module('nps')] })).toEqual([])
    expect(lacking({ loop: 2, modules: [module('nps'), module('scsb')] })).toEqual([])
  })

  it('everybody to be asked what is asked once per brand', () => {
    const modules = [{ ...module('scsb'), asked: 'rotating' as const }, module('nps')]
    expect(lacking({ loop: 2, modules, rotating: 1 })).toEqual([
      expect.stringMatching(
        /^loop \/ loop: the satisfaction index is asked once per brand, so ask it of everybody/,
      ),
    ])
    expect(lacking({ loop: 0, modules, rotating: 1 })).toEqual([])
  })
})

it('a form lacks how many of the rotating modules are asked', () => {
  const modules = [module('nps'), { ...module('csat'), asked: 'rotating' as const }]
  expect(lacking({ modules, rotating: 0 })).toEqual([
    expect.stringMatching(/^rotating \/ rotating: say how many/),
  ])
  expect(lacking({ modules, rotating: 1 })).toEqual([])
})

it.each<[string, Parameters<typeof newProgram>[0], string]>([
  ['an unknown instrument', { modules: [module('tarot')] }, 'there is no instrument "tarot" version 1'],
  [
    'two indices',
    { modules: [module('ecsi-mobile'), module('scsb')] },
    'both measure the satisfaction index',
  ],
  ['a question asked twice', { modules: [module('nps'), module('nps')] }, '"nps" and "nps" both ask "nps"'],
  [
    'more drawn than rotate',
    { modules: [module('nps')], rotating: 1 },
    '1 modules are to be drawn, but only 0 rotate',
  ],
  ['an unknown attribute', { attributes: ['zodiac'] }, 'there is no attribute "zodiac"'],
  ['an attribute of the register', { attributes: ['lifecycle'] }, 'respondents cannot say it'],
  ['an attribute twice', { attributes: ['region', 'region'] }, 'attributes: the same one is listed twice'],
  ['a language twice', { languages: ['en', 'en'] }, 'languages: the same one is listed twice'],
  ['no brand of its own', { brands: [{ name: 'Theirs', own: false }] }, 'mark the brand that is your own'],
  [
    'a brand twice',
    {
      brands: [
        { name: 'Ours', own: true },
        { name: ' ours', own: false },
      ],
    },
    'brands: the same one is listed twice',
  ],
])('a design with %s is refused', (_, over, said) => {
  expect(() => checkDesign(newProgram(over))).toThrow(said)
})
