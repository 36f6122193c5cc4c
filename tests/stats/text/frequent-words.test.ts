import { describe, expect, it } from 'vitest'
import { frequentWords } from '../../../stats/text/frequent-words.ts'
import { foundValue } from '../found-value.ts'

const TEXTS = ['slow slow queue', 'slow staff', 'kind staff', '', 'slow'].map((text) => ({
  words: text.split(' ').filter((word) => word !== ''),
}))

describe('frequentWords', () => {
  it('counts answers, not mentions, of those who said anything', () => {
    const { sampleSize, missing, words } = foundValue(frequentWords(TEXTS, { minimumAnswers: 1 }))
    expect([sampleSize, missing]).toEqual([4, 1])
    expect(words.map(({ word, answers, share }) => [word, answers, share.value])).toEqual([
      ['slow', 3, 0.75],
      ['staff', 2, 0.5],
      ['kind', 1, 0.25],
      ['queue', 1, 0.25],
    ])
    expect(foundValue(frequentWords(TEXTS, { minimumAnswers: 1, wordsShown: 1 })).words).toHaveLength(1)
  })

  it('is silent where no word is frequent enough', () => {
    expect(frequentWords(TEXTS)).toEqual({ ok: false, reason: 'no-words' })
    expect(() => frequentWords(TEXTS, { wordsShown: 0 })).toThrow('wordsShown must be a whole number above 0')
  })
})
