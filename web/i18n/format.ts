import type { Language } from './languages.ts'

/** Everything rounded or written for a reader is rounded and written here; the data stays exact. */

export function formatNumber(
  value: number,
  language: Language,
  { decimals = 0 }: { decimals?: number } = {},
) {
  return new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(value)
}

/** With its sign always said: +2.1, −1.4, 0.0. */
export function formatSigned(
  value: number,
  language: Language,
  { decimals = 1 }: { decimals?: number } = {},
) {
  const text = new Intl.NumberFormat(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: 'exceptZero',
  }).format(value)
  return text.replace('-', '−')
}

/** `share` from 0 to 1. */
export function formatPercent(
  share: number,
  language: Language,
  { decimals = 0 }: { decimals?: number } = {},
) {
  return new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(share)
}

/** A calendar day `2026-11-22`, the same day in every time zone. */
export function formatDay(day: string, language: Language) {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  )
}

/** A moment, in the reader's own time zone. */
export function formatMoment(moment: string, language: Language) {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(moment),
  )
}

const STEPS = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
] as const

/** "3 minutes ago": `now` is an argument so that the same call always says the same. */
export function formatAgo(moment: string, now: number, language: Language) {
  let distance = Math.min(0, (Date.parse(moment) - now) / 1000)
  for (const [unit, size] of STEPS) {
    if (Math.abs(distance) < size) {
      return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round(distance), unit)
    }
    distance /= size
  }
  return formatMoment(moment, language)
}

/** Whole minutes, never less than one: nobody plans in half minutes. */
export const formatMinutes = (minutes: number, language: Language) =>
  inMinutes(language).format(wholeMinutes(minutes))

/** "3–8 minutes"; null where both come to the same. */
export function formatMinutesRange(least: number, most: number, language: Language) {
  const [from, to] = [wholeMinutes(least), wholeMinutes(most)]
  return from === to ? null : inMinutes(language).formatRange(from, to)
}

const wholeMinutes = (minutes: number) => Math.max(1, Math.round(minutes))

const inMinutes = (language: Language) =>
  new Intl.NumberFormat(language, { style: 'unit', unit: 'minute', unitDisplay: 'long' })

export function formatSeconds(seconds: number, language: Language) {
  return new Intl.NumberFormat(language, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(
    Math.max(1, Math.ceil(seconds)),
  )
}

export function formatList(words: readonly string[], language: Language) {
  return new Intl.ListFormat(language, { style: 'long', type: 'conjunction' }).format(words)
}
