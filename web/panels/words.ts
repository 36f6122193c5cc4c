import { useTranslation } from 'react-i18next'
import {
  formatList,
  formatMoment,
  formatNumber,
  formatPercent,
  formatSeconds,
  formatSigned,
} from '../i18n/format.ts'
import type { Language } from '../i18n/languages.ts'
import { useLanguage } from '../i18n/use-language.ts'

export interface Interval {
  readonly low: number
  readonly high: number
}

type Translate = (key: string | readonly string[], values?: Record<string, unknown>) => string

export interface Words {
  readonly language: Language
  readonly t: Translate
  /** 72.4 */
  readonly index: (value: number) => string
  /** +2.1 */
  readonly change: (value: number) => string
  /** ± 1.4: half of the interval's width, which is what people mean by a margin. */
  readonly margin: (interval: Interval) => string
  /** 71.0 to 73.8 */
  readonly range: (interval: Interval) => string
  /** 72.4 ± 1.4, or the bare value when no margin is known. */
  readonly estimate: (value: number, interval?: Interval) => string
  /** 0.512 */
  readonly coefficient: (value: number) => string
  readonly coefficientRange: (interval: Interval) => string
  /** 7.41, an item's mean on its own scale. */
  readonly mean: (value: number) => string
  readonly pValue: (value: number) => string
  readonly count: (value: number) => string
  readonly percent: (share: number) => string
  readonly list: (words: readonly string[]) => string
  /** One after the other; Chinese sentences need no space between them. */
  readonly sentences: (said: readonly string[]) => string
  readonly seconds: (value: number) => string
  readonly moment: (value: string) => string
}

/** All rounding of the results pages: indices one decimal, coefficients and p three (handbook 0.9). */
export function createWords(t: Translate, language: Language): Words {
  const decimals = (value: number, places: number) =>
    formatNumber(withoutMinusZero(value, places), language, { decimals: places }).replace('-', '−')
  const index = (value: number) => decimals(value, 1)
  const margin = ({ low, high }: Interval) => `± ${index((high - low) / 2)}`
  return {
    language,
    t,
    index,
    margin,
    change: (value) => formatSigned(withoutMinusZero(value, 1), language, { decimals: 1 }),
    range: ({ low, high }) => t('range', { low: index(low), high: index(high) }),
    estimate: (value, interval) => (interval ? `${index(value)} ${margin(interval)}` : index(value)),
    coefficient: (value) => decimals(value, 3),
    coefficientRange: ({ low, high }) => t('range', { low: decimals(low, 3), high: decimals(high, 3) }),
    mean: (value) => decimals(value, 2),
    pValue: (value) =>
      value < 0.001 ? `<${formatNumber(0.001, language, { decimals: 3 })}` : decimals(value, 3),
    count: (value) => formatNumber(value, language),
    percent: (share) => formatPercent(share, language, { decimals: share > 0 && share < 0.1 ? 1 : 0 }),
    list: (words) => formatList(words, language),
    sentences: (said) => said.join(language === 'en' ? ' ' : ''),
    seconds: (value) => formatSeconds(value, language),
    moment: (value) => formatMoment(value, language),
  }
}

/** The reader's language and number formats, for panels. */
export function useWords(): Words {
  const { t } = useTranslation('results')
  return createWords((key, values) => t([key].flat(), { ...values }), useLanguage())
}

/** −0.02 is shown as 0.0, never as −0.0. */
function withoutMinusZero(value: number, places: number): number {
  return Math.abs(value) < 0.5 * 10 ** -places ? 0 : value
}
