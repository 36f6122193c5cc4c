import type { Catalogue } from '../contract/program.ts'

/** GET /api/instruments: everything a program can be made from, in every language. */
export function catalogue(): Catalogue {
  throw new Error('catalogue: not written yet')
}
