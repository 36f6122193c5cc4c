import { z } from 'zod'
import { Analysis } from './analysis.ts'
import { Program } from './program.ts'
import { Wave } from './wave.ts'

/** GET /api/results/programs/:programId */
export const Results = z.strictObject({
  program: Program,
  waves: z.array(Wave),
  /** Usable answers that were broken off, in the whole program, per brand rated: there is something to choose. */
  partials: z.number().int(),
  analysis: Analysis,
  /** False: computed for this request, with closed-form margins, and not kept. */
  stored: z.boolean(),
  /** False: answers have come since the stored numbers. */
  fresh: z.boolean(),
  /** A run that is under way for this slice, so that a page opened later can follow and stop it. */
  pending: Analysis.nullable(),
})
export type Results = z.infer<typeof Results>
