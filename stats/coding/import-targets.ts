import type { AnswerKind, SignedBranches } from '../instruments/instrument.ts'
import type { CodeBook } from './code-book.ts'
import { answerKindOf } from './code-cell.ts'
import { loopedKey } from './code-loop.ts'

/**
 * What a column of interviews done elsewhere can be.
 * whole: one answer. part: one choice of a list (0 or 1), or the points of one part.
 * scored, percent: a derived score (price tolerance), on its own scale or as the signed percent it is made of.
 */
export type ImportTarget = {
  /** Names the target: `sat1`, `com1a.staff`, `sat1__b2`, `loy2.percent`. */
  readonly code: string
  /** The field, attribute or derived score it is about. */
  readonly of: string
  readonly required: boolean
  /** Key of the one brand it is about, in forms that go through several. */
  readonly brand?: string
} & (
  | { readonly kind: 'whole'; readonly answer: AnswerKind }
  | {
      readonly kind: 'part'
      readonly answer: AnswerKind & { kind: 'multi-choice' | 'allocation' }
      readonly part: string
    }
  | { readonly kind: 'scored' | 'percent'; readonly rule: SignedBranches }
)

/** Every column that a form's interviews may have, in the order asked. */
export function importTargets(book: CodeBook): readonly ImportTarget[] {
  const looped = new Set(book.loop?.fields ?? [])
  const brands = book.loop?.brands ?? []
  const taken = new Set<string>()
  const answers = [...book.fields, ...book.attributes.map(({ code }) => ({ code, required: false }))]
  const found = answers.flatMap(({ code, required }) => {
    const answer = answerKindOf(book, code)
    const own = answer === undefined ? [] : targetsOf(code, answer, required)
    return [...own, ...(looped.has(code) ? brands.flatMap(({ key }) => aboutBrand(own, key)) : [])]
  })
  const scores = book.derived.flatMap((rule): ImportTarget[] => {
    // A count does not say which choices were made: their own columns do.
    if (rule.rule === 'capped-count') return []
    const own = scoreTargets(rule)
    const isLooped = rule.branches.some(({ item }) => looped.has(item))
    return [...own, ...(isLooped ? brands.flatMap(({ key }) => aboutBrand(own, key)) : [])]
  })
  return [...found, ...scores].filter(({ code }) => !taken.has(code) && taken.add(code))
}

function targetsOf(code: string, answer: AnswerKind, required: boolean): ImportTarget[] {
  const whole: ImportTarget = { kind: 'whole', code, of: code, required, answer }
  if (answer.kind !== 'multi-choice' && answer.kind !== 'allocation') return [whole]
  const parts = answer.kind === 'allocation' ? answer.parts : answer.choices
  return [
    whole,
    ...parts.map(
      (part): ImportTarget => ({
        kind: 'part',
        code: `${code}.${part}`,
        of: code,
        required: false,
        answer,
        part,
      }),
    ),
  ]
}

const scoreTargets = (rule: SignedBranches): ImportTarget[] => [
  { kind: 'scored', code: rule.code, of: rule.code, required: false, rule },
  { kind: 'percent', code: `${rule.code}.percent`, of: rule.code, required: false, rule },
]

/** `sat1` about b2 is `sat1__b2`, `com1a.staff` about it `com1a__b2.staff`. */
const aboutBrand = (own: readonly ImportTarget[], brand: string): ImportTarget[] =>
  own.map((target) => ({
    ...target,
    code: `${loopedKey(target.of, brand)}${target.code.slice(target.of.length)}`,
    required: false,
    brand,
  }))
