import type { CodeBook, Field, Loop } from '../../stats/coding/code-book.ts'
import type { Problem } from '../../stats/coding/observation.ts'
import { readAnswer } from '../../stats/coding/read-answer.ts'
import { NON_ANSWERS } from '../../stats/instruments/instrument.ts'
import { NO_BRAND } from './no-brand.ts'
import { type Answers, keyedFields } from './respondent-path.ts'

/**
 * Problems of answers under way, each by itself: whether a question that was answered may be answered so. What is
 * still missing is no problem. Compiled once per form.
 */
export function compileCheck(book: CodeBook): (answers: Answers) => Problem[] {
  const fields = new Map(keyedFields(book).map(({ key, field }) => [key, field]))
  const attributes = new Map(book.attributes.map((attribute) => [attribute.code, attribute]))
  return (answers) =>
    Object.entries(answers).flatMap(([key, raw]) => {
      if (raw === undefined || raw === null) return []
      const field = fields.get(key)
      if (field !== undefined) return problemOf(key, field, raw)
      const attribute = attributes.get(key)
      if (attribute !== undefined) {
        const known = [...attribute.values, ...attribute.states].some((value) => value === raw)
        return known ? [] : [problem(key, 'unknown-choice', 'is not one of the answers offered')]
      }
      if (key === 'brands' && book.loop !== undefined) return brandsProblem(raw, book.loop)
      return [problem(key.slice(0, 100), 'unknown-item', 'is not asked by this form')]
    })
}

function problemOf(key: string, { answer, states }: Field, raw: unknown): Problem[] {
  if (states.some((state) => state === raw)) return []
  if (answer.kind !== 'text' && NON_ANSWERS.some((word) => word === raw)) {
    return [problem(key, 'not-offered', 'is not offered here')]
  }
  if (Array.isArray(raw) && raw.length > 1 && raw.some((one) => states.includes(one))) {
    return [problem(key, 'exclusive', 'names a choice and that there is none')]
  }
  const reading = readAnswer(answer, raw)
  return reading.ok ? [] : [problem(key, reading.reason, reading.message)]
}

function brandsProblem(raw: unknown, { most, brands }: Loop): Problem[] {
  if (Array.isArray(raw) && raw.length > 1 && raw.includes(NO_BRAND)) {
    return [problem('brands', 'exclusive', 'names a brand and that it is none')]
  }
  if (!Array.isArray(raw) || !raw.every((id) => brands.some(({ brandId }) => brandId === id))) {
    return [problem('brands', 'unknown-choice', 'names something that is not a brand of this form')]
  }
  if (new Set(raw).size < raw.length) return [problem('brands', 'duplicate-choice', 'names a brand twice')]
  return raw.length > most ? [problem('brands', 'too-many-choices', `names more than ${most} brands`)] : []
}

const problem = (item: string, reason: string, message: string): Problem => ({
  item,
  reason,
  message: `${item}: ${message}`,
})
