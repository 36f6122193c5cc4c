import { describe, expect, it } from 'vitest'
import {
  formatAgo,
  formatDay,
  formatMinutes,
  formatMinutesRange,
  formatPercent,
  formatSigned,
} from '../../../web/i18n/format.ts'
import { isLanguage, preferredLanguage } from '../../../web/i18n/languages.ts'

describe('preferredLanguage', () => {
  it.each([
    [['zh-TW', 'en'], 'zh-Hant'],
    [['zh-HK'], 'zh-Hant'],
    [['zh-Hant-CN'], 'zh-Hant'],
    [['zh-CN'], 'zh-Hans'],
    [['zh'], 'zh-Hans'],
    [['de-AT', 'en-GB'], 'en'],
    [['de'], 'en'],
    [[], 'en'],
  ] as const)('reads %j as %s', (preferences, language) => {
    expect(preferredLanguage(preferences)).toBe(language)
  })

  it('knows only the languages that are complete', () => {
    expect(isLanguage('zh-Hans')).toBe(true)
    expect(isLanguage('fr')).toBe(false)
    expect(isLanguage(null)).toBe(false)
  })
})

describe('format', () => {
  it('says the sign, with a true minus', () => {
    expect(formatSigned(2.14, 'en')).toBe('+2.1')
    expect(formatSigned(-1.4, 'en')).toBe('−1.4')
    expect(formatSigned(0, 'en')).toBe('0.0')
  })

  it('takes shares from 0 to 1', () => {
    expect(formatPercent(0.426, 'en')).toBe('43%')
  })

  it('keeps a calendar day the same day everywhere', () => {
    expect(formatDay('2026-11-22', 'en')).toBe('Nov 22, 2026')
    expect(formatDay('2026-11-22', 'zh-Hans')).toBe('2026年11月22日')
  })

  it('says how long ago, never that it lies ahead', () => {
    const now = Date.parse('2026-11-22T12:00:00Z')
    expect(formatAgo('2026-11-22T11:57:00Z', now, 'en')).toBe('3 minutes ago')
    expect(formatAgo('2026-11-20T12:00:00Z', now, 'zh-Hant')).toBe('前天')
    expect(formatAgo('2026-11-22T12:00:05Z', now, 'en')).toBe('now')
  })

  it('never promises less than a minute', () => {
    expect(formatMinutes(0.2, 'en')).toBe('1 minute')
    expect(formatMinutes(4.6, 'zh-Hans')).toBe('5分钟')
    expect(formatMinutesRange(2.25, 7.98, 'en')).toBe('2–8 minutes')
    expect(formatMinutesRange(0.2, 1.9, 'zh-Hans')).toBe('1-2分钟')
    // What is rounded to the same is no range.
    expect(formatMinutesRange(1.6, 2.4, 'en')).toBeNull()
  })
})
