import { expect, it } from 'vitest'
import { textWidth, wrapText } from '../../../web/charts/text-width.ts'

it('counts a Chinese character as a square', () => {
  expect(textWidth('满意', 10)).toBe(20)
})

it('wraps Latin between words and Chinese between characters', () => {
  expect(wrapText('Customer expectations', 84, 12)).toEqual(['Customer', 'expectations'])
  expect(wrapText('感知服务质量', 36, 12)).toEqual(['感知服', '务质量'])
})

it('ends what does not fit in an ellipsis', () => {
  expect(wrapText('Customer expectations of quality', 90, 12, 1)).toEqual(['Customer…'])
})

it('keeps a Chinese name together beside a Latin one', () => {
  expect(wrapText('Tamoru 塔木如', 84, 14)).toEqual(['Tamoru', '塔木如'])
})
