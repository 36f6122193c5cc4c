import type { NewProgram } from '../../api/contract/program.ts'
import type { Language } from '../i18n/languages.ts'
import { newModule } from './new-module.ts'

type Words = Record<Language, string>

const CATEGORIES: Readonly<Record<string, Words>> = {
  'ecsi-mobile': { en: 'mobile operator', 'zh-Hans': '移动运营商', 'zh-Hant': '行動電信業者' },
}
/** A bare noun that reads well after "the ideal", as the wordings have it. */
const ANY_CATEGORY: Words = { en: 'service provider', 'zh-Hans': '服务商', 'zh-Hant': '服務業者' }

/** Reads on from "in the past …", as the wordings have it. */
const PERIOD: Words = { en: '12 months', 'zh-Hans': '12个月', 'zh-Hant': '12個月' }

interface Start {
  readonly name: string
  readonly ownBrand: string
  readonly instrument: NewProgram['modules'][number]['instrument']
  /** The designer's own language, which respondents get first. */
  readonly language: Language
}

/** A draft that could be published as it is, so that designing is changing and not filling in. */
export function prefilledProgram({ name, ownBrand, instrument, language }: Start): NewProgram {
  return {
    name: name.trim(),
    purpose: '',
    category: CATEGORIES[instrument.name] ?? ANY_CATEGORY,
    period: PERIOD,
    modules: [newModule(instrument)],
    rotating: 0,
    loop: 0,
    consent: {},
    privacy: {},
    thanks: {},
    redirect: null,
    redirectWhen: 'button',
    languages: [language],
    brands: [{ name: ownBrand.trim(), own: true }],
    attributes: [],
  }
}
