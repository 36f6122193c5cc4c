import { describe, expect, it } from 'vitest'
import { stopWordsOf, wordSegmenter } from '../../api/commands/segment-words.ts'

describe('words of open answers', () => {
  it('are lower case, without marks and numbers', () => {
    expect(wordSegmenter('en')('The App crashed 3 times: AWFUL!')).toEqual([
      'the',
      'app',
      'crashed',
      'times',
      'awful',
    ])
  })

  it('are the same in full and half width', () => {
    expect(wordSegmenter('en')('ＡＰＰ')).toEqual(wordSegmenter('en')('app'))
  })

  it('of Chinese need no spaces', () => {
    expect(wordSegmenter('zh-Hans')('服务热情，速度快')).toEqual(expect.arrayContaining(['服务', '速度']))
    expect(wordSegmenter('zh-Hant')('服務熱情')).toContain('服務')
  })

  it('keep phrases whole, the longest first, whatever signs they hold', () => {
    expect(wordSegmenter('zh-Hans', ['客服', '客服电话'])('打客服电话，客服好')).toEqual(
      expect.arrayContaining(['客服电话', '客服']),
    )
    expect(wordSegmenter('en', ['c++ (new)', 'App Store'])('the app store sells C++ (new)')).toEqual([
      'the',
      'app store',
      'sells',
      'c++ (new)',
    ])
  })

  it('know stop words by language, whatever the script', () => {
    expect(stopWordsOf('zh-Hant')).toEqual(stopWordsOf('zh-Hans'))
    expect(stopWordsOf('en')).toContain('the')
    expect(stopWordsOf('fr')).toEqual([])
  })
})
