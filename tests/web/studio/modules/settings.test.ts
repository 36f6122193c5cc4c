import { describe, expect, it } from 'vitest'
import { checkComplete } from '../../../../api/forms/check-design.ts'
import { readParameters } from '../../../../api/forms/read-parameters.ts'
import { catalogue } from '../../../../api/forms/summaries.ts'
import { kano } from '../../../../stats/instruments/kano.ts'
import { entryKey } from '../../../../web/studio/modules/entry-key.ts'
import { moduleProblems } from '../../../../web/studio/modules/module-problems.ts'
import { clashWith, lacksOf } from '../../../../web/studio/modules/settings.ts'
import { newModule } from '../../../../web/studio/new-module.ts'
import { newProgram } from '../../../new-program.ts'

const { instruments } = catalogue()
const find = (name: string) => {
  const found = instruments.find((instrument) => instrument.name === name)
  if (found === undefined) throw new Error(name)
  return found
}

it('an entry has a key that the server takes and that no entry before it had', () => {
  const keys = Array.from({ length: 200 }, () => entryKey())
  expect(new Set(keys).size).toBe(keys.length)
  for (const key of keys) {
    const features = [{ key, text: { en: 'Night line' } }]
    expect(readParameters(kano, { features }).problems).toEqual([])
  }
})

it('a second index asks the same as the first; Kano beside it does not', () => {
  const placed = [newModule(find('acsi'))]
  expect(clashWith(find('ecsi-core'), placed, instruments)?.name).toBe('acsi')
  expect(clashWith(find('ecsi-mobile'), placed, instruments)?.name).toBe('acsi')
  expect(clashWith(find('kano'), placed, instruments)).toBeUndefined()
})

describe('lacksOf', () => {
  const kano = find('kano')
  const lacks = (features: unknown) =>
    lacksOf({ ...newModule(kano), parameters: { features } }, kano.parameters, ['en', 'zh-Hans']).map(
      ({ text, parameter }) => `${parameter.name} ${text}`,
    )

  it('names too few entries, then words missing in a language, then nothing', () => {
    expect(lacks([])).toEqual(['features lacks.entries'])
    expect(lacks([{ key: 'a', text: { en: 'Night line' } }])).toEqual(['features lacks.words'])
    expect(lacks([{ key: 'a', text: { en: 'Night line', 'zh-Hans': '夜间热线' } }])).toEqual([])
  })

  it('names descriptions missing in a language, as the server would; one left empty is none', () => {
    const text = { en: 'Night line', 'zh-Hans': '夜间热线' }
    const described = (description: object) => lacks([{ key: 'a', text, description }])
    expect(described({ en: 'Until two.' })).toEqual(['features lacks.descriptions'])
    expect(described({ en: 'Until two.', 'zh-Hans': '到两点' })).toEqual([])
    expect(described({})).toEqual([])
    const modules = [
      { ...newModule(kano), parameters: { features: [{ key: 'a', text, description: { en: 'x' } }] } },
    ]
    const design = newProgram({ modules, languages: ['en', 'zh-Hans'] })
    expect(() => checkComplete(design)).toThrow('"a" has no zh-Hans description')
    expect(moduleProblems(design, instruments)).toEqual([
      expect.objectContaining({ field: 'modules', text: 'modules:lacks.descriptions' }),
    ])
  })
})
