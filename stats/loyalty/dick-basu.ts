export const DICK_BASU_TYPES = ['true', 'latent', 'spurious', 'none'] as const
export type DickBasuType = (typeof DICK_BASU_TYPES)[number]

/** Relative attitude and repeat patronage, each high or low. Dick & Basu (1994), JAMS 22; handbook 8.3. */
export function dickBasuType({
  attitude,
  patronage,
}: {
  readonly attitude: 'high' | 'low'
  readonly patronage: 'high' | 'low'
}): DickBasuType {
  if (attitude === 'high') return patronage === 'high' ? 'true' : 'latent'
  return patronage === 'high' ? 'spurious' : 'none'
}
