import { describe, expect, it } from 'vitest'
import { ATTRIBUTES, findAttribute } from '../../../stats/instruments/attributes.ts'
import { CATALOGUE, findInstrument } from '../../../stats/instruments/catalogue.ts'
import { LANGUAGES } from '../../../stats/instruments/instrument.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { readOracle } from '../oracle.ts'

interface Template {
  readonly constructs: readonly string[]
  readonly edges: readonly (readonly [from: string, to: string])[]
  readonly n_edges: number
}

// Handbook 1.4: the edge lists of the templates.
const { models } = readOracle<{ models: Readonly<Record<string, Template>> }>('models')
const TEMPLATES: Readonly<Record<string, string>> = {
  scsb: 'SCSB',
  acsi: 'ACSI',
  'ecsi-mobile': 'ECSI_MOBILE',
  'ecsi-core': 'ECSI_CORE',
  ncsb: 'NCSB',
  'china-type': 'CHINA_TYPE',
}

const INDEX = CATALOGUE.filter(({ family }) => family === 'index')

describe('the published templates', () => {
  it('are all instruments, but the loyalty model of the lectures, which is a model to be asked later', () => {
    const shipped = new Set(Object.values(TEMPLATES))
    expect(Object.keys(models).filter((name) => !shipped.has(name))).toEqual(['LECTURE_LOYALTY'])
    expect(INDEX.map(({ name }) => name).sort()).toEqual(Object.keys(TEMPLATES).sort())
  })

  it.each(Object.entries(models))(
    '%s can be estimated: one item per construct, every arrow forward',
    (_, template) => {
      const model = specifyModel({
        constructs: template.constructs.map((name) => ({ name, mode: 'A', items: [name.toLowerCase()] })),
        paths: template.edges,
        scale: { min: 1, max: 10 },
      })
      expect(model.paths).toHaveLength(template.n_edges)
    },
  )
})

describe.each(INDEX.map((instrument) => [instrument.name, instrument] as const))(
  'the index model %s',
  (name, instrument) => {
    const keyOf = (construct: string) => instrument.constructs.find(({ name }) => name === construct)?.key

    it('has the published paths', () => {
      const template = models[TEMPLATES[name] ?? '']
      expect(instrument.constructs.map(({ key }) => key).sort()).toEqual(
        [...(template?.constructs ?? [])].sort(),
      )
      expect(instrument.paths.map(([from, to]) => [keyOf(from), keyOf(to)])).toEqual(template?.edges)
    })

    it('names its satisfaction construct', () => {
      expect(instrument.constructs.map(({ name }) => name)).toContain(instrument.satisfaction)
    })
  },
)

describe.each(CATALOGUE.map((instrument) => [instrument.name, instrument] as const))(
  '%s',
  (name, instrument) => {
    const codes = instrument.items.map(({ code }) => code)

    it('measures every construct by items it asks or derives, each used once', () => {
      const scored = new Set([...codes, ...instrument.derived.map(({ code }) => code)])
      const used = instrument.constructs.flatMap(({ items }) => items)
      expect(used.filter((code) => !scored.has(code))).toEqual([])
      expect(new Set(used).size).toBe(used.length)
      expect(instrument.constructs.every(({ items }) => items.length > 0)).toBe(true)
    })

    it('has stable, unique, lower-case codes that no attribute and no reserved word shares', () => {
      expect(new Set(codes).size).toBe(codes.length)
      for (const code of codes) expect(code).toMatch(/^[a-z][a-z0-9_-]*(\.([a-z0-9-]+|\{each\}))*$/)
      const taken = ['brand', ...ATTRIBUTES.map(({ code }) => code)]
      expect(codes.filter((code) => taken.includes(code))).toEqual([])
    })

    it('shows an item only because of an earlier one', () => {
      instrument.items.forEach(({ shownWhen }, place) => {
        if (shownWhen !== undefined) expect(codes.slice(0, place)).toContain(shownWhen.item)
      })
    })

    it('is found by name and version, and is plain data', () => {
      expect(findInstrument(name, instrument.version)).toBe(instrument)
      expect(findInstrument(name, 99)).toBeUndefined()
      expect(JSON.parse(JSON.stringify(instrument))).toEqual(instrument)
    })
  },
)

it('asks the 24 items of the published mobile data', () => {
  const codes = findInstrument('ecsi-mobile', 1)?.items.map(({ code }) => code) ?? []
  const published =
    'CUEX1,CUEX2,CUEX3,CUSA1,CUSA2,CUSA3,CUSCO,CUSL1,CUSL2,CUSL3,IMAG1,IMAG2,IMAG3,IMAG4,IMAG5,' +
    'PERQ1,PERQ2,PERQ3,PERQ4,PERQ5,PERQ6,PERQ7,PERV1,PERV2'
  expect(codes.toSorted()).toEqual(published.toLowerCase().split(','))
})

it('knows its attributes by code, each value once', () => {
  for (const attribute of ATTRIBUTES) {
    expect(findAttribute(attribute.code)).toBe(attribute)
    expect(new Set(attribute.values).size).toBe(attribute.values.length)
  }
  expect(LANGUAGES).toEqual(['en', 'zh-Hans', 'zh-Hant'])
})

// Handbook 11.1, row by row; psychographics by what is sought and the attitude to new things.
it.each([
  ['region', ['region']],
  ['channel', ['channel']],
  ['size', ['customer-size']],
  ['tier', ['value-tier']],
  ['relationship_stability', ['trade-stability']],
  ['industry', ['industry']],
  ['depth', ['depth']],
  ['griffin_stage', ['stage']],
  ['role', ['role']],
  ['buying_centre', ['buying-centre']],
  ['relation_type', ['relation']],
  ['status', ['status']],
  ['lifecycle', ['lifecycle']],
  ['value_class', ['value-class']],
  ['key_account', ['key-account']],
  ['brand_loyalty', ['brand-loyalty']],
  ['demographics', ['gender', 'age-band', 'occupation', 'income-band', 'education', 'family']],
  ['behaviour', ['purchase-frequency', 'spending', 'product-bought', 'purchase-mode', 'benefit-sought']],
  ['behaviour, psychographics and service', ['attitude-to-new', 'expected-service']],
])('the handbook’s %s can be asked or registered', (_, codes) => {
  expect(codes.filter((code) => findAttribute(code) === undefined)).toEqual([])
})
