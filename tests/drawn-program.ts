import type { NewProgram } from '../api/contract/program.ts'

const named = (keys: readonly string[]) =>
  keys.map((key) => ({ key, text: { en: key, 'zh-Hans': `${key} 项`, 'zh-Hant': `${key} 項` } }))

const module = (
  name: string,
  {
    parameters = {},
    asked = 'always',
  }: Partial<Pick<NewProgram['modules'][number], 'parameters' | 'asked'>> = {},
): NewProgram['modules'][number] => ({ instrument: { name, version: 1 }, parameters, asked, weight: 1 })

export const FEATURES = ['alpha', 'beta', 'gamma', 'delta', 'epsilon']
export const TOUCHPOINTS = ['till', 'site', 'shop']
export const ROTATING = ['nps', 'csat', 'four-rights']

/** A program that draws all that can be drawn: a shuffled block, two of five features, one of three touchpoints, one of three modules. */
export const drawnProgram: Partial<NewProgram> = {
  modules: [
    module('buying-rules'),
    module('kano', { parameters: { features: named(FEATURES), most: 2 } }),
    module('touchpoint', { parameters: { touchpoints: named(TOUCHPOINTS), asked: 1 } }),
    ...ROTATING.map((name) => module(name, { asked: 'rotating' })),
  ],
  rotating: 1,
  attributes: ['region'],
}
