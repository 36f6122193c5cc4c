import type { Problem } from '../../stats/coding/observation.ts'

/**
 * What the conditions of one form may hold; they are made from the instruments' data, and SurveyJS reads all of them at
 * every answer. `comparisons` and `characters`: of one condition; `inAll`: characters of all of them.
 */
export const EXPRESSION_BOUNDS = { comparisons: 100, characters: 4000, inAll: 100_000 } as const

interface Expression {
  /** Of the page or question that has it. */
  readonly owner: string
  readonly text: string
  /** Questions it names that are not asked before it. */
  readonly ahead: readonly string[]
}

const IS_EXPRESSION = /(?:If|[eE]xpression)$/
/** SurveyJS's own name for the choice that is looked at. */
const CHOICE = 'item'

/** What is too long, or waits for a question that does not come before it, in the JSON of a form. */
export function expressionProblems(survey: Readonly<Record<string, unknown>>): Problem[] {
  const { comparisons, characters, inAll } = EXPRESSION_BOUNDS
  const expressions = [...expressionsIn(survey, { owner: 'the form', asked: new Set() })]
  const all = expressions.reduce((sum, { text }) => sum + text.length, 0)
  return [
    ...expressions.flatMap(({ owner, text, ahead }) => {
      const count = text.split(/\b(?:and|or)\b/).length
      if (count > comparisons) {
        return tooLong(
          `the condition of "${owner}" compares ${count} times, at most ${comparisons} are taken`,
        )
      }
      if (text.length > characters) {
        return tooLong(
          `the condition of "${owner}" has ${text.length} characters, at most ${characters} are taken`,
        )
      }
      return ahead.map((name) =>
        problem('circular', `the condition of "${owner}" waits for "${name}", which is not asked before it`),
      )
    }),
    ...(all > inAll
      ? tooLong(`its conditions have ${all} characters together, at most ${inAll} are taken`)
      : []),
  ]
}

const problem = (reason: string, message: string): Problem => ({
  item: 'modules',
  reason,
  message: `modules: ${message}`,
})

const tooLong = (message: string) => [
  problem('too-long', `${message}; leave out blocks, entries of a block, or brands`),
]

interface Place {
  readonly owner: string
  /** Questions met so far. */
  readonly asked: Set<string>
}

/** An object's own conditions come before what is in it: a page waits for nothing that stands on it. */
function* expressionsIn(value: unknown, { owner, asked }: Place): Generator<Expression> {
  if (Array.isArray(value)) {
    for (const one of value) yield* expressionsIn(one, { owner, asked })
    return
  }
  if (typeof value !== 'object' || value === null) return
  const { name, type } = value as { readonly name?: unknown; readonly type?: unknown }
  const here = typeof name === 'string' ? name : owner
  const entries = Object.entries(value)
  for (const [key, text] of entries) {
    if (typeof text !== 'string' || !IS_EXPRESSION.test(key)) continue
    const named = [...text.matchAll(/\{([^}]*)\}/g)].map(([, name = '']) => name)
    yield { owner: here, text, ahead: named.filter((name) => name !== CHOICE && !asked.has(name)) }
  }
  for (const [, inner] of entries) yield* expressionsIn(inner, { owner: here, asked })
  if (typeof type === 'string' && typeof name === 'string') asked.add(name)
}
