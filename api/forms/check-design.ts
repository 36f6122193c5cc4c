import { ATTRIBUTES } from '../../stats/instruments/attributes.ts'
import { findInstrument } from '../../stats/instruments/catalogue.ts'
import type { Language } from '../../stats/instruments/instrument.ts'
import { ApiError } from '../errors.ts'
import type { DesignedModule } from './book-modules.ts'
import { expressionProblems } from './check-expressions.ts'
import { ANSWER_BOUNDS, type BuiltBook, largestBody } from './largest-body.ts'
import { type Entry, readParameters, type Settings } from './read-parameters.ts'

interface Design {
  readonly modules: readonly DesignedModule[]
  readonly rotating?: number
  readonly loop?: number
  readonly category: Readonly<Partial<Record<Language, string>>>
  readonly period: Readonly<Partial<Record<Language, string>>>
  readonly languages: readonly Language[]
  readonly consent?: Readonly<Partial<Record<Language, string>>>
  readonly privacy?: Readonly<Partial<Record<Language, string>>>
  readonly thanks?: Readonly<Partial<Record<Language, string>>>
  readonly brands: readonly { readonly name: string; readonly own: boolean }[]
  readonly attributes: readonly string[]
}

/** Refuses, naming everything at once, what could never become a form. Texts may still be missing in a draft. */
export function checkDesign(design: Design): void {
  const problems: { item: string; reason: string; message: string }[] = []
  const refuse = (item: string, reason: string, message: string) =>
    problems.push({ item, reason, message: `${item}: ${message}` })

  for (const [place, module] of design.modules.entries()) {
    const { name, version } = module.instrument
    const instrument = findInstrument(name, version)
    const where = `modules.${place}`
    if (instrument === undefined) {
      refuse(where, 'unknown-instrument', `there is no instrument "${name}" version ${version}`)
      continue
    }
    const { problems } = readParameters(instrument, module.parameters ?? {})
    // A draft may still lack entries; a form may not.
    for (const { parameter, reason, message } of problems) {
      if (reason !== 'too-few') refuse(`${where}.${parameter}`, reason, message)
    }
  }
  for (const { code, first, second } of sharedCodes(design.modules)) {
    refuse('modules', 'asked-twice', `"${first}" and "${second}" both ask "${code}"; keep one of them`)
  }
  const indices = design.modules.filter(isIndex)
  if (indices.length > 1) {
    const names = indices.map(({ instrument }) => `"${instrument.name}"`).join(' and ')
    refuse('modules', 'two-indices', `${names} both measure the satisfaction index; keep one of them`)
  }
  const open = design.modules.filter(({ asked }) => asked === 'rotating').length
  if ((design.rotating ?? 0) > open) {
    refuse('rotating', 'too-many', `${design.rotating} modules are to be drawn, but only ${open} rotate`)
  }
  for (const attribute of design.attributes) {
    const known = ATTRIBUTES.find(({ code }) => code === attribute)
    if (known === undefined) {
      refuse('attributes', 'unknown-attribute', `there is no attribute "${attribute}"`)
    } else if (known.fromRegister === true) {
      refuse(
        'attributes',
        'not-asked',
        `"${attribute}" comes from the contact register; respondents cannot say it`,
      )
    }
  }
  if (!design.brands.some((brand) => brand.own))
    refuse('brands', 'no-own-brand', 'mark the brand that is your own')
  for (const [item, list] of [
    ['languages', design.languages],
    ['attributes', design.attributes],
    ['brands', design.brands.map((brand) => brand.name.trim().toLowerCase())],
  ] as const) {
    if (new Set<string>(list).size < list.length) refuse(item, 'duplicate', 'the same one is listed twice')
  }
  raise(problems)
}

const isIndex = ({ instrument: { name, version } }: DesignedModule) =>
  findInstrument(name, version)?.family === 'index'

/** Consent, privacy note and thanks are said in every language or not at all. */
function textsAsked(design: Design) {
  const said = (['consent', 'privacy', 'thanks'] as const).filter(
    (text) => Object.keys(design[text] ?? {}).length > 0,
  )
  return ['category', 'period', ...said] as const
}

/** What a draft may still lack and a form may not: its texts in every language it is asked in. */
export function checkComplete(design: Design): void {
  const missing = design.languages.flatMap((language) =>
    textsAsked(design)
      .filter((text) => design[text]?.[language] === undefined)
      .map((text) => ({
        item: `${text}.${language}`,
        reason: 'missing-text',
        message: `${text}: has no ${language} text, and respondents will be asked in it`,
      })),
  )
  const lacking = design.modules.flatMap(({ instrument: { name, version }, parameters = {} }, place) => {
    const instrument = findInstrument(name, version)
    const { settings, problems } =
      instrument === undefined ? { settings: {}, problems: [] } : readParameters(instrument, parameters)
    return [
      ...problems.map(({ parameter, reason, message }) => ({
        item: `modules.${place}.${parameter}`,
        reason,
        message: `${name}, ${parameter}: ${message}`,
      })),
      ...untranslated(settings, design.languages).map(({ parameter, key, what, language }) => ({
        item: `modules.${place}.${parameter}`,
        reason: 'missing-text',
        message: `${name}, ${parameter}: "${key}" has no ${language} ${what}, and respondents will be asked in it`,
      })),
    ]
  })
  const loops = (design.loop ?? 0) > 0
  const unlooped =
    loops && !design.modules.some(isIndex)
      ? [
          {
            item: 'loop',
            reason: 'nothing-per-brand',
            message:
              'loop: no module of this program is asked once per brand; add a satisfaction index, or ask about one brand',
          },
        ]
      : []
  const drawnLoop =
    loops && design.modules.some((module) => isIndex(module) && module.asked === 'rotating')
      ? [
          {
            item: 'loop',
            reason: 'drawn-per-brand',
            message:
              'loop: the satisfaction index is asked once per brand, so ask it of everybody; or ask about one brand, and let it rotate',
          },
        ]
      : []
  const rotating = design.modules.filter(({ asked }) => asked === 'rotating').length
  const never =
    rotating > 0 && (design.rotating ?? 0) === 0
      ? [
          {
            item: 'rotating',
            reason: 'never-asked',
            message: 'rotating: say how many of the rotating modules each respondent is asked',
          },
        ]
      : []
  raise([...missing, ...lacking, ...unlooped, ...drawnLoop, ...never])
}

/**
 * Refuses a form whose answers, given in full, would be refused when they are sent, and one whose conditions are too long
 * to be read at every answer, or wait for each other.
 */
export function checkBuilt(form: BuiltBook): void {
  raise(expressionProblems(form.survey))
  const entries = largestBody(form)
  if (entries <= ANSWER_BOUNDS.entries) return
  const percent = Math.ceil((100 * entries) / ANSWER_BOUNDS.entries)
  const message = `modules: whoever answers everything would send ${percent} % of what one respondent may send; ask fewer or shorter blocks, fewer brands per respondent, or let blocks take turns`
  raise([{ item: 'modules', reason: 'too-long', message }])
}

/** The designer's entries, and descriptions of them, that lack a language respondents are asked in. */
function untranslated(settings: Settings, languages: readonly Language[]) {
  return Object.entries(settings).flatMap(([parameter, setting]) => {
    const list = Array.isArray(setting) ? (setting as readonly (Entry | string)[]) : []
    const entries = list.filter((entry) => typeof entry !== 'string')
    return entries.flatMap(({ key, text, description }) =>
      languages.flatMap((language) => [
        ...(text[language] === undefined ? [{ parameter, key, what: 'text', language }] : []),
        ...(description !== undefined && description[language] === undefined
          ? [{ parameter, key, what: 'description', language }]
          : []),
      ]),
    )
  })
}

/** Items that two modules both ask, the first of each pair of modules. */
function sharedCodes(modules: readonly DesignedModule[]) {
  const owners = new Map<string, string>()
  const shared = new Map<string, { code: string; first: string; second: string }>()
  for (const {
    instrument: { name, version },
  } of modules) {
    for (const { code } of findInstrument(name, version)?.items ?? []) {
      const first = owners.get(code)
      if (first === undefined) owners.set(code, name)
      else if (!shared.has(`${first}/${name}`)) shared.set(`${first}/${name}`, { code, first, second: name })
    }
  }
  return shared.values()
}

function raise(problems: { item: string; reason: string; message: string }[]): void {
  if (problems.length === 0) return
  throw new ApiError(422, 'invalid', problems.map((problem) => problem.message).join('; '), problems)
}
