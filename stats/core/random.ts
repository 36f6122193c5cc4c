/** Name stored with every result that used the generator. */
export const GENERATOR = 'sfc32'

/** Unsigned 32-bit integers, evenly distributed. */
export type Random = () => number

/**
 * Generator of one draw, seeded by (seed, stream, draw): draw 7 is the same alone or among 2,000.
 * `seed` is an integer from 0 to 2^53 - 1; `stream` and `draw` are integers from 0 to 2^32 - 1.
 * sfc32 by Chris Doty-Humphrey (PractRand 2010), started after 15 rounds.
 */
export function seeded(
  seed: number,
  { stream = 0, draw = 0 }: { stream?: number; draw?: number } = {},
): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`seeded: the seed must be a whole number from 0 to 2^53 - 1, got ${seed}`)
  }
  let a = mix(seed >>> 0)
  let b = mix((Math.floor(seed / 0x1_0000_0000) ^ mix(stream)) >>> 0)
  let c = mix((draw + 0x9e37_79b9) >>> 0)
  let counter = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let round = 0; round < 15; round++) next()
  return next
}

/** A number in (0, 1): never 0, so that its logarithm exists. */
export const uniform = (random: Random): number => (random() + 0.5) / 0x1_0000_0000

/** A stable 32-bit stream number for a name, so that a cell's draws do not depend on its place in a list. FNV-1a. */
export function streamOf(name: string): number {
  let hash = 0x811c_9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x0100_0193)
  return hash >>> 0
}

/** Finaliser of MurmurHash3: spreads neighbouring integers over all 32 bits. */
function mix(value: number): number {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85eb_ca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2_ae35)
  return (h ^ (h >>> 16)) >>> 0
}
