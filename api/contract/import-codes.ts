import { z } from 'zod'

/**
 * What a value of a file stands for that is no answer to its question as it is. `error`: what it says, so that its rows
 * are left out; `empty`: nothing was said; `answer`: an answer that the file has another code for.
 */
export const CodeMeaning = z.enum(['error', 'dont_know', 'not_applicable', 'refused', 'empty', 'answer'])
export type CodeMeaning = z.infer<typeof CodeMeaning>

/** A value that the file uses in a code of its own, as 99: in the columns named, or wherever it is no answer. */
export const ImportCode = z
  .strictObject({
    value: z.string().trim().min(1).max(100),
    means: CodeMeaning,
    /** The code of that answer; goes with `answer` and with the columns in which it is one. */
    answer: z.string().trim().min(1).max(100).optional(),
    columns: z.array(z.string().max(200)).min(1).max(300).optional(),
  })
  .refine(({ means, answer }) => (means === 'answer') === (answer !== undefined), {
    path: ['answer'],
    message: 'goes with means "answer", and only with it',
  })
  .refine(({ means, columns }) => means !== 'answer' || columns !== undefined, {
    path: ['columns'],
    message: 'an answer is one of the columns that are named',
  })
export type ImportCode = z.infer<typeof ImportCode>

/** An answer that a column may have, in the words of the form by locale (`default` where there is no other). */
export const CodedChoice = z.strictObject({ value: z.string(), text: z.record(z.string(), z.string()) })
export type CodedChoice = z.infer<typeof CodedChoice>

/** How often a value stands in one column, and what it is read as there; `answer` with the meaning `answer`. */
const counted = { cells: z.number().int(), means: CodeMeaning, answer: z.string().nullable() }

/** A value that stands in columns where it is no answer, more than once, or that the request says the meaning of. */
export const StrangeValue = z.strictObject({
  value: z.string(),
  cells: z.number().int(),
  /** Where it stands. `choices`: none where the answers are no choices. */
  columns: z.array(z.strictObject({ column: z.string(), ...counted, choices: z.array(CodedChoice) })),
  /** The first five lines. */
  lines: z.array(z.number().int()),
})
export type StrangeValue = z.infer<typeof StrangeValue>

/** A column of choices most of which stand in a code of the file's own, as 1 and 2 for two of them. */
export const CodedColumn = z.strictObject({
  column: z.string(),
  choices: z.array(CodedChoice),
  /** Most frequent first. */
  values: z.array(z.strictObject({ value: z.string(), ...counted })),
})
export type CodedColumn = z.infer<typeof CodedColumn>

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
