import { expect, it } from 'vitest'
import type { Field } from '../../../stats/coding/code-book.ts'
import { firstScores } from '../../../stats/coding/first-scores.ts'

const field = (code: string, answer: Field['answer']): Field => ({
  code,
  answer,
  required: false,
  states: [],
})

it('a question counts once, however many scores it gives; words and derived scores give none', () => {
  const fields = [
    field('sat', { kind: 'rating', min: 1, max: 10, ends: 'low-high' }),
    field('ways', { kind: 'multi-choice', choices: ['mail', 'phone', 'shop'], max: 3 }),
    field('why', { kind: 'text', maxLength: 100 }),
    field('points', { kind: 'allocation', parts: ['price', 'staff'], total: 100 }),
    field('left', { kind: 'binary' }),
    // Asked, but scored by nothing: consent.
    field('consent', { kind: 'choice', choices: ['agreed'] }),
  ]
  const scored = [
    'sat',
    ...['ways.mail', 'ways.phone', 'ways.shop'],
    ...['points.price', 'points.staff'],
    'left',
    'cuscoLevel',
  ]
  expect(firstScores({ fields, scored })).toEqual([0, 1, 4, 6])
})
