import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** How much more memory than what is in use, in percent, before it is swept; 0: as much as V8 likes, often twice. */
const SPARING = 10
let under = 0

/**
 * Does work that makes much and keeps little, such as reading a large file, without letting the process grow by all
 * that it makes: while it runs, memory is swept sooner. Costs some of the processor's time, and a pause at its start.
 */
export async function sparingMemory<T>(work: () => Promise<T>): Promise<T> {
  under += 1
  if (under === 1) {
    setFlagsFromString(`--heap-growing-percent=${SPARING}`)
    sweep()
  }
  try {
    return await work()
  } finally {
    under -= 1
    if (under === 0) setFlagsFromString('--heap-growing-percent=0')
  }
}

/** What V8 may grow to was settled at the last sweep, by the rule of then; this one also gives back what lies idle. */
function sweep(): void {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as (how: object) => void
  collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}
