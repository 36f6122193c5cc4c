import { totalmem } from 'node:os'

const MIB = 2 ** 20
const LEAST = 128
const MOST = 1024

/**
 * What the embedded PostgreSQL keeps of tables in memory, in MiB: an eighth of the machine, half of what is advised for
 * machines that do nothing else. `memory` in bytes.
 */
export const sharedBuffers = (memory: number): number =>
  Math.round(Math.min(MOST, Math.max(LEAST, memory / 8 / MIB)))

/** Bytes, as far as this process may use them: a container often gives less than there is. */
export function memoryOfMachine(): number {
  const allowed = process.constrainedMemory()
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem()
}
