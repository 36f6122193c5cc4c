import { z } from 'zod'

/**
 * What a value of a file stands for that is no answer to its question. `error`: what it says as it is, so that its rows
 * are left out; `empty`: nothing was said.
 */
export const CodeMeaning = z.enum(['error', 'dont_know', 'not_applicable', 'refused', 'empty'])
export type CodeMeaning = z.infer<typeof CodeMeaning>

/** A value that the file uses in a code of its own, as 99: in the columns named, or wherever it is no answer. */
export const ImportCode = z.strictObject({
  value: z.string().trim().min(1).max(100),
  means: CodeMeaning,
  columns: z.array(z.string().max(200)).min(1).max(300).optional(),
})
export type ImportCode = z.infer<typeof ImportCode>

/** A value that stands in columns where it is no answer, more than once, or that the request says the meaning of. */
export const StrangeValue = z.strictObject({
  value: z.string(),
  cells: z.number().int(),
  /** Where it stands, and what it is read as there. */
  columns: z.array(z.strictObject({ column: z.string(), cells: z.number().int(), means: CodeMeaning })),
  /** The first five lines. */
  lines: z.array(z.number().int()),
})
export type StrangeValue = z.infer<typeof StrangeValue>

/** One thing that is wrong, wherever in the file it is. */
export const ProblemGroup = z.strictObject({
  reason: z.string(),
  /** Of the first of them. */
  message: z.string(),
  /** The first five different values, and how many more there are. */
  values: z.array(z.string()),
  moreValues: z.number().int(),
  /** None where it is the row that is wrong. */
  columns: z.array(z.string()),
  cells: z.number().int(),
  rows: z.number().int(),
  /** The first five lines. */
  lines: z.array(z.number().int()),
})
export type ProblemGroup = z.infer<typeof ProblemGroup>
