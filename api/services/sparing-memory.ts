import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How V8 lets memory grow: as it likes, which is often to twice of what is in use, or hardly. */
const USUAL = ['--heap-growing-percent=0', '--semi-space-growth-factor=2']
/** Old objects: a tenth more before they are swept. New ones: in the room they have, which what is soon gone never needs more of. */
const SPARING = ['--heap-growing-percent=10', '--semi-space-growth-factor=1']
let under = 0

/**
 * Does work that makes much and keeps little, such as reading a large file, without letting the process grow by all
 * that it makes: while it runs, memory is swept sooner. Costs some of the processor's time, and a pause at its start.
 */
export async function sparingMemory<T>(work: () => Promise<T>): Promise<T> {
  under += 1
  if (under === 1) {
    for (const flag of SPARING) setFlagsFromString(flag)
    sweep()
  }
  try {
    return await work()
  } finally {
    under -= 1
    if (under === 0) for (const flag of USUAL) setFlagsFromString(flag)
  }
}

/** What V8 may grow to was settled at the last sweep, by the rule of then; this one also gives back what lies idle. */
function sweep(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (how: object) => void
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
