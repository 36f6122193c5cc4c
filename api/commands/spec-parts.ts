import { z } from 'zod'

/** Pieces that several specs share. */
export const Column = z.string().min(1)
export const Name = z.string().min(1)
export const Level = z.number().min(0.5).max(0.999)
export const Seed = z.int().min(0)
export const Resamples = z.int().min(20).max(100_000)

export const Scale = z
  .strictObject({ min: z.number(), max: z.number() })
  .refine(({ min, max }) => max > min, 'max must exceed min')
