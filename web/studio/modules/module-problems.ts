import type { InstrumentSummary } from '../../../api/contract/program.ts'
import type { Design, Problem } from '../design.ts'
import { findInstrument } from './settings.ts'

/** What keeps the design from being published because of the blocks it asks. */
export function moduleProblems(
  { modules, loop }: Pick<Design, 'modules' | 'loop'>,
  instruments: readonly InstrumentSummary[],
): Problem[] {
  if (loop === 0) return []
  // The one block that is asked again for each brand.
  const index = modules.find((module) => findInstrument(instruments, module)?.family === 'index')
  if (index === undefined) return [{ field: 'loop', text: 'modules:loop.nothing' }]
  return index.asked === 'rotating' ? [{ field: 'loop', text: 'modules:loop.drawn' }] : []
}
