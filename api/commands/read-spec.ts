import type { z } from 'zod'
import { UsageError } from './usage-error.ts'

/** The content of a JSON file of the schema's shape; throws a UsageError naming the field that is wrong. */
export function readSpec<Spec>(
  text: string,
  { file, schema, what = 'the spec' }: { file: string; schema: z.ZodType<Spec>; what?: string },
): Spec {
  let content: unknown
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw new UsageError(`${file}: not valid JSON (${(error as Error).message})`)
  }
  const large = tooLarge(content)
  if (large !== undefined) throw new UsageError(`${file}: ${large} is too large a number`)
  const parsed = schema.safeParse(content)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]!
  const place = issue.path.length === 0 ? what : `"${issue.path.join('.')}"`
  throw new UsageError(`${file}: ${sentenceOf(issue, place)}`)
}

function sentenceOf(issue: z.core.$ZodIssue, place: string): string {
  if (issue.code === 'unrecognized_keys') return `${place} has the unknown field "${issue.keys[0]}"`
  if (/received undefined$/.test(issue.message)) return `${place} is missing`
  return `${place} is wrong: ${lowerFirst(issue.message)}`
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** The first number that no method can square and sum. */
function tooLarge(value: unknown): number | undefined {
  if (typeof value === 'number') return Math.abs(value) > 1e15 ? value : undefined
  if (typeof value !== 'object' || value === null) return undefined
  for (const inner of Object.values(value)) {
    const large = tooLarge(inner)
    if (large !== undefined) return large
  }
  return undefined
}
