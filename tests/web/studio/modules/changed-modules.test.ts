import { expect, it } from 'vitest'
import { checkDesign } from '../../../../api/forms/check-design.ts'
import { changedModules } from '../../../../web/studio/modules/changed-modules.ts'
import { newModule } from '../../../../web/studio/new-module.ts'
import { newProgram } from '../../../new-program.ts'

const always = (name: string) => newModule({ name, version: 1 })
const rotating = (name: string) => ({ ...always(name), asked: 'rotating' as const })

it.each([
  ['the only one is for everybody again', [always('acsi'), always('nps')], 1, 0],
  ['one of two is for everybody again', [rotating('acsi'), always('nps')], 2, 1],
  ['one goes', [rotating('nps')], 2, 1],
])('no more blocks are drawn than rotate: %s', (_, modules, drawn, left) => {
  const change = changedModules(modules, drawn)
  expect(change).toEqual({ modules, rotating: left })
  expect(() => checkDesign(newProgram({ rotating: drawn, ...change }))).not.toThrow()
  expect(() => checkDesign(newProgram({ modules, rotating: drawn }))).toThrow('only')
})

it('how many are drawn stays the designer’s choice while there are enough', () => {
  const modules = [rotating('acsi'), rotating('nps'), rotating('csat')]
  expect(changedModules(modules, 1)).toEqual({ modules })
})
