import type { z } from 'zod'
import { ApiError } from './errors.ts'
import { type JsonBounds, parseStrictJson } from './strict-json.ts'

/** JSON by its contract. Throws 400 for what is no JSON or of a hostile shape, 422 naming every field that does not fit. */
export function parseBody<Schema extends z.ZodType>(
  text: string,
  bounds: JsonBounds,
  schema: Schema,
): z.output<Schema> {
  const parsed = schema.safeParse(parseStrictJson(text, bounds))
  if (!parsed.success) throw unfit('json', parsed.error.issues)
  return parsed.data
}

type Issue = Pick<z.core.$ZodIssue, 'path' | 'code' | 'message'>

/** `part`: of the request, named where the whole of it does not fit. */
export function unfit(part: string, issues: readonly Issue[]): ApiError {
  const problems = issues.map((issue) => ({
    item: issue.path.map(String).join('.') || part,
    reason: issue.code,
    message: issue.message,
  }))
  const sentence = problems.map((problem) => `${problem.item}: ${problem.message}`).join('; ')
  return new ApiError(422, 'invalid', sentence.slice(0, 2000), problems.slice(0, 100))
}
