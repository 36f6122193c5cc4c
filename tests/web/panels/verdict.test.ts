import { describe, expect, it } from 'vitest'
import type { Language } from '../../../web/i18n/languages.ts'
import {
  type ChangeSeen,
  changeVerdict,
  type Standing,
  standingVerdict,
} from '../../../web/panels/verdict.ts'
import { wordsIn } from './translator.ts'

const change = (value: number, low: number, high: number): ChangeSeen => ({
  kind: 'change',
  since: 'S',
  value,
  interval: { low, high },
})

const CHANGES: [Language, ChangeSeen, string][] = [
  ['en', change(2.1, 0.7, 3.5), 'Up 2.1 (± 1.4) since S: more than chance.'],
  ['zh-Hans', change(2.1, 0.7, 3.5), '比S上升 2.1（± 1.4）：超出偶然波动。'],
  ['zh-Hant', change(2.1, 0.7, 3.5), '比S上升 2.1（± 1.4）：超出偶然波動。'],
  ['en', change(-2.1, -3.5, -0.7), 'Down 2.1 (± 1.4) since S: more than chance.'],
  ['zh-Hans', change(-2.1, -3.5, -0.7), '比S下降 2.1（± 1.4）：超出偶然波动。'],
  ['zh-Hant', change(-2.1, -3.5, -0.7), '比S下降 2.1（± 1.4）：超出偶然波動。'],
  ['en', change(0.34, -1.06, 1.74), 'Little changed since S: +0.3 (± 1.4) is within chance.'],
  ['zh-Hans', change(0.34, -1.06, 1.74), '与S大致持平：+0.3（± 1.4），属于偶然波动。'],
  ['zh-Hant', change(0.34, -1.06, 1.74), '與S大致持平：+0.3（± 1.4），屬於偶然波動。'],
  [
    'en',
    change(-4, -10, 2),
    'Too early to tell: the margin (± 6.0) is wider than the change (−4.0) since S.',
  ],
  ['zh-Hans', change(-4, -10, 2), '现在下结论还太早：误差范围（± 6.0）大于与S相比的变化（−4.0）。'],
  ['zh-Hant', change(-4, -10, 2), '現在下結論還太早：誤差範圍（± 6.0）大於與S相比的變化（−4.0）。'],
  ['en', { kind: 'first-wave' }, 'The first wave with this index: there is nothing to compare it with yet.'],
  ['zh-Hans', { kind: 'first-wave' }, '这是采用该指数的第一个波次，还没有可以比较的对象。'],
  ['zh-Hant', { kind: 'first-wave' }, '這是採用該指數的第一個波次，還沒有可以比較的對象。'],
  ['en', { kind: 'unknown', since: 'S' }, 'Not compared with S: one of the two waves has too few answers.'],
  ['zh-Hans', { kind: 'unknown', since: 'S' }, '无法与S比较：其中一个波次答卷太少。'],
  ['zh-Hant', { kind: 'unknown', since: 'S' }, '無法與S比較：其中一個波次回覆太少。'],
]

describe('changeVerdict', () => {
  it.each(CHANGES)('%s, %o', (language, seen, sentence) => {
    expect(changeVerdict(seen, wordsIn(language))).toBe(sentence)
  })

  it('never says more than chance without an interval', () => {
    const words = wordsIn('en')
    expect(changeVerdict({ kind: 'change', since: 'S', value: 9 }, words)).toContain('without a margin')
  })

  it('does not call an interval that touches zero more than chance', () => {
    expect(changeVerdict(change(2, 0, 4), wordsIn('en'))).toContain('within chance')
  })
})

const nobody: Standing = { ahead: [], level: [], behind: [] }
const STANDINGS: [Language, Standing, string][] = [
  ['en', { ...nobody, level: ['B', 'C'], behind: ['D'] }, 'Level with B and C; ahead of D.'],
  ['zh-Hans', { ...nobody, level: ['B', 'C'], behind: ['D'] }, '与B和C不相上下；领先D。'],
  ['zh-Hant', { ...nobody, level: ['B', 'C'], behind: ['D'] }, '與B和C不相上下；領先D。'],
  ['en', { ...nobody, level: ['B'] }, 'Level with B.'],
  ['en', { ...nobody, behind: ['B', 'C', 'D'] }, 'Ahead of B, C, and D.'],
  ['en', { ...nobody, ahead: ['B'] }, 'Behind B.'],
  ['zh-Hans', { ...nobody, ahead: ['B'] }, '落后于B。'],
  ['en', { ...nobody, level: ['C'], ahead: ['B'] }, 'Level with C; behind B.'],
  ['en', { ...nobody, ahead: ['B'], behind: ['D'] }, 'Ahead of D; behind B.'],
  ['en', { ahead: ['B'], level: ['C'], behind: ['D'] }, 'Level with C; ahead of D; behind B.'],
  ['zh-Hant', { ahead: ['B'], level: ['C'], behind: ['D'] }, '與C不相上下；領先D；落後於B。'],
  ['en', nobody, 'No competitor has enough answers to compare with.'],
]

describe('standingVerdict', () => {
  it.each(STANDINGS)('%s, %o', (language, standing, sentence) => {
    expect(standingVerdict(standing, wordsIn(language))).toBe(sentence)
  })
})
