import { describe, expect, it } from 'vitest'
import { ATTRIBUTES, findAttribute } from '../../../stats/instruments/attributes.ts'
import { CATALOGUE, findInstrument } from '../../../stats/instruments/catalogue.ts'
import { LANGUAGES } from '../../../stats/instruments/instrument.ts'

// Handbook 1.4; the edge lists of the project's oracle models.json, copied.
const PUBLISHED: Readonly<Record<string, string>> = {
  scsb: 'EXP>VAL EXP>SAT VAL>SAT SAT>COM SAT>LOY COM>LOY',
  acsi: 'EXP>QUA EXP>VAL EXP>SAT QUA>VAL QUA>SAT VAL>SAT SAT>COM SAT>LOY COM>LOY',
  'ecsi-mobile':
    'IMA>EXP IMA>SAT IMA>LOY EXP>QUA EXP>VAL EXP>SAT QUA>VAL QUA>SAT VAL>SAT SAT>COM SAT>LOY COM>LOY',
  'ecsi-core':
    'IMA>EXP IMA>SAT IMA>LOY EXP>PQ EXP>SQ EXP>VAL EXP>SAT PQ>VAL PQ>SAT SQ>VAL SQ>SAT VAL>SAT SAT>LOY',
  ncsb:
    'Q1>SAT Q2>SAT Q3>SAT Q4>SAT Q5>SAT PRICE>SAT PRICE>LOY CH>SAT CH>LOY SAT>IMA SAT>AFF SAT>CALC SAT>LOY ' +
    'IMA>LOY AFF>LOY CALC>LOY',
  'china-type': 'IMA>EXP IMA>QUA IMA>VAL IMA>SAT EXP>QUA EXP>VAL EXP>SAT QUA>VAL QUA>SAT VAL>SAT SAT>LOY',
}

describe.each(CATALOGUE.map((instrument) => [instrument.name, instrument] as const))(
  '%s',
  (name, instrument) => {
    const keyOf = (construct: string) => instrument.constructs.find(({ name }) => name === construct)?.key
    const codes = instrument.items.map(({ code }) => code)

    it('has the published paths', () => {
      expect(instrument.paths.map(([from, to]) => `${keyOf(from)}>${keyOf(to)}`).join(' ')).toBe(
        PUBLISHED[name],
      )
    })

    it('measures every construct by items it asks or derives, each used once', () => {
      const scored = new Set([...codes, ...instrument.derived.map(({ code }) => code)])
      const used = instrument.constructs.flatMap(({ items }) => items)
      expect(used.filter((code) => !scored.has(code))).toEqual([])
      expect(new Set(used).size).toBe(used.length)
      expect(instrument.constructs.every(({ items }) => items.length > 0)).toBe(true)
    })

    it('names its satisfaction construct', () => {
      expect(instrument.constructs.map(({ name }) => name)).toContain(instrument.satisfaction)
    })

    it('has stable, unique, lower-case codes that no attribute and no reserved word shares', () => {
      expect(new Set(codes).size).toBe(codes.length)
      for (const code of codes) expect(code).toMatch(/^[a-z][a-z0-9_-]*(\.[a-z0-9-]+)?$/)
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

it('ships the index family', () => {
  expect(CATALOGUE.map(({ name }) => name).sort()).toEqual(Object.keys(PUBLISHED).sort())
})

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
