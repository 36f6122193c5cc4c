import type { AnswerKind, Condition } from '../../stats/instruments/instrument.ts'

/**
 * SurveyJS's expression for a condition; the code book keeps the data it is made from.
 * Bounds become lists of the answers on offer, because SurveyJS compares the word dont_know with a number, too.
 */
export function visibleIf(condition: Condition, answer: AnswerKind): string {
  const { item } = condition
  if ('isOneOf' in condition)
    return anyOf(
      item,
      condition.isOneOf.map((word) => `'${word}'`),
    )
  if ('includes' in condition) return `{${item}} contains '${condition.includes}'`
  const holds = (figure: number) =>
    'atLeast' in condition ? figure >= condition.atLeast : figure <= condition.atMost
  return anyOf(item, figuresOf(answer).filter(holds).map(String))
}

const anyOf = (item: string, answers: readonly string[]) =>
  answers.map((answer) => `{${item}} = ${answer}`).join(' or ')

function figuresOf(answer: AnswerKind): readonly number[] {
  if (answer.kind === 'rating') {
    return Array.from({ length: answer.max - answer.min + 1 }, (_, step) => answer.min + step)
  }
  if (answer.kind === 'number' && answer.offered !== undefined) return answer.offered
  throw new RangeError(`visibleIf: a ${answer.kind} has no list of figures to compare`)
}
