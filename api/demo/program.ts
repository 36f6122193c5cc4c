import type { NewProgram } from '../contract/program.ts'
import type { NewWave } from '../contract/wave.ts'

/** The program of the demo; the brands are invented, and their names are read alike in both Chinese scripts. */
export function demoProgram(): NewProgram {
  return {
    name: 'Mobile operators',
    purpose:
      'Where do our customers stand against those of our three rivals, did the new network reach them, and what comes next?',
    category: { en: 'mobile operator', 'zh-Hans': '移动运营商', 'zh-Hant': '行動電信業者' },
    period: { en: '12 months', 'zh-Hans': '12个月', 'zh-Hant': '12個月' },
    modules: [
      { instrument: { name: 'ecsi-mobile', version: 1 }, parameters: {}, asked: 'always', weight: 1 },
    ],
    rotating: 0,
    loop: 0,
    consent: {},
    privacy: {},
    thanks: {},
    redirect: null,
    redirectWhen: 'button',
    languages: ['en', 'zh-Hans', 'zh-Hant'],
    brands: [
      { name: 'Qivola 奇沃拉', own: true },
      { name: 'Tamoru 塔木如', own: false },
      { name: 'Besani 百沙尼', own: false },
      { name: 'Kolumi 可如米', own: false },
    ],
    attributes: ['region', 'age-band', 'channel', 'value-tier'],
  }
}

/** Days on which the respondents of a wave answered, counted from its opening; the last wave is still in the field. */
export const FIELD_DAYS = [42, 42, 21] as const

const DAYS_OPEN = 42
const MONTHS_BEFORE = [12, 6, 0] as const

/**
 * Three half-yearly waves named like "2026 H2", the last one open on `today` (`2026-11-22`) and for three weeks more.
 * Respondents of the last wave answered before today. Throws when `today` is no calendar day.
 */
export function demoWaves(today: string): NewWave[] {
  const opening = addDays(calendarDay(today), -FIELD_DAYS[2])
  return MONTHS_BEFORE.map((months) => {
    const opens = monthsBefore(opening, months)
    const name = `${opens.getUTCFullYear()} H${opens.getUTCMonth() < 6 ? 1 : 2}`
    return { name, opensOn: written(opens), closesOn: written(addDays(opens, DAYS_OPEN - 1)) }
  })
}

function calendarDay(day: string): Date {
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || written(date) !== day) {
    throw new RangeError(`demoWaves: "${day}" is not a calendar day like 2026-11-22`)
  }
  return date
}

function addDays(date: Date, days: number): Date {
  return new Date(date.getTime() + days * 86_400_000)
}

/** The same day of an earlier month, or that month's last. */
function monthsBefore(date: Date, months: number): Date {
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1)
  const last = new Date(first)
  last.setUTCMonth(last.getUTCMonth() + 1, 0)
  return new Date(first + (Math.min(date.getUTCDate(), last.getUTCDate()) - 1) * 86_400_000)
}

const written = (date: Date): string => date.toISOString().slice(0, 10)
