import { expect, it } from 'vitest'
import { questionText } from '../../../web/results/question-text.ts'

const program = {
  category: { en: 'bank', 'zh-Hans': '银行' },
  period: { en: '12 months' },
} as never

it('asks in the program’s own words', () => {
  const asked = 'In the past {period}, was {brand} the ideal {category}? {brand}!'
  expect(questionText(asked, 'A$& Co', program, 'en')).toBe(
    'In the past 12 months, was A$& Co the ideal bank? A$& Co!',
  )
})

it('borrows another language’s word where the program has none in the reader’s', () => {
  expect(questionText('{category}：{period}', 'A', program, 'zh-Hans')).toBe('银行：12 months')
})
