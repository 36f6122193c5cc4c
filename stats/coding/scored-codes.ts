import type { AnswerKind, Scale } from '../instruments/instrument.ts'

/** The scores one field gives and their range: none for text, one per choice or part where several may apply. */
export function scoredCodes(code: string, answer: AnswerKind): readonly { code: string; scale: Scale }[] {
  switch (answer.kind) {
    case 'rating':
    case 'number':
      return [{ code, scale: { min: answer.min, max: answer.max } }]
    case 'binary':
      return [{ code, scale: { min: 0, max: 1 } }]
    case 'choice':
      return [{ code, scale: { min: 1, max: answer.choices.length } }]
    case 'multi-choice':
      return answer.choices.map((choice) => ({ code: `${code}.${choice}`, scale: { min: 0, max: 1 } }))
    case 'allocation':
      return answer.parts.map((part) => ({ code: `${code}.${part}`, scale: { min: 0, max: answer.total } }))
    case 'text':
      return []
  }
}
