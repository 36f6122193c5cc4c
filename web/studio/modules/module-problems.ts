import type { InstrumentSummary } from '../../../api/contract/program.ts'
import type { Design, Problem } from '../design.ts'
import { findInstrument, lacksOf } from './settings.ts'

/** What keeps the design from being published because of the blocks it asks. */
export function moduleProblems(
  { modules, loop, languages }: Pick<Design, 'modules' | 'loop' | 'languages'>,
  instruments: readonly InstrumentSummary[],
): Problem[] {
  const lacking = modules.flatMap((module): Problem[] => {
    const instrument = findInstrument(instruments, module)
    if (instrument === undefined) return []
    return lacksOf(module, instrument.parameters, languages).map(({ text, parameter }) => ({
      field: 'modules',
      text: `modules:${text}`,
      setting: { instrument, parameter },
    }))
  })
  return [...lacking, ...loopProblems(modules, loop, instruments)]
}

function loopProblems(
  modules: Design['modules'],
  loop: number,
  instruments: readonly InstrumentSummary[],
): Problem[] {
  if (loop === 0) return []
  // The one block that is asked again for each brand.
  const index = modules.find((module) => findInstrument(instruments, module)?.family === 'index')
  if (index === undefined) return [{ field: 'loop', text: 'modules:loop.nothing' }]
  return index.asked === 'rotating' ? [{ field: 'loop', text: 'modules:loop.drawn' }] : []
}
