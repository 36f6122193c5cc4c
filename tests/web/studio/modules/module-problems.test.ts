import { describe, expect, it } from 'vitest'
import { checkComplete } from '../../../../api/forms/check-design.ts'
import { catalogue } from '../../../../api/forms/summaries.ts'
import { moduleProblems } from '../../../../web/studio/modules/module-problems.ts'
import { newModule } from '../../../../web/studio/new-module.ts'
import { newProgram } from '../../../new-program.ts'

const { instruments } = catalogue()
const always = (name: string) => newModule({ name, version: 1 })
const rotating = (name: string) => ({ ...always(name), asked: 'rotating' as const })

describe('moduleProblems says beforehand what the server would refuse to publish:', () => {
  it.each([
    ['nothing to ask per brand', [always('nps')], ['modules:loop.nothing']],
    ['an index of a random share', [rotating('acsi'), always('nps')], ['modules:loop.drawn']],
    ['an index of everybody', [always('acsi'), rotating('nps')], []],
  ])('%s', (_, modules, texts) => {
    const design = newProgram({
      modules,
      rotating: modules.some(({ asked }) => asked === 'rotating') ? 1 : 0,
    })
    expect(moduleProblems({ ...design, loop: 2 }, instruments).map(({ text }) => text)).toEqual(texts)
    expect(moduleProblems({ ...design, loop: 0 }, instruments)).toEqual([])
    const publish = () => checkComplete({ ...design, loop: 2 })
    if (texts.length === 0) expect(publish).not.toThrow()
    else expect(publish).toThrow(/^loop: /)
  })
})
