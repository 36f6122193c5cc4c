import { ATTRIBUTES } from '../../stats/instruments/attributes.ts'
import { findInstrument } from '../../stats/instruments/catalogue.ts'
import type { Language } from '../../stats/instruments/instrument.ts'
import { ApiError } from '../errors.ts'

interface Design {
  readonly instrument: { readonly name: string; readonly version: number }
  readonly category: Readonly<Partial<Record<Language, string>>>
  readonly period: Readonly<Partial<Record<Language, string>>>
  readonly languages: readonly Language[]
  readonly brands: readonly { readonly name: string; readonly own: boolean }[]
  readonly attributes: readonly string[]
}

/** Refuses, naming everything at once, what could never become a form. Texts may still be missing in a draft. */
export function checkDesign(design: Design): void {
  const problems: { item: string; reason: string; message: string }[] = []
  const refuse = (item: string, reason: string, message: string) =>
    problems.push({ item, reason, message: `${item}: ${message}` })

  const { name, version } = design.instrument
  if (findInstrument(name, version) === undefined) {
    refuse('instrument', 'unknown-instrument', `there is no instrument "${name}" version ${version}`)
  }
  for (const attribute of design.attributes) {
    if (!ATTRIBUTES.some(({ code }) => code === attribute)) {
      refuse('attributes', 'unknown-attribute', `there is no attribute "${attribute}"`)
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

/** What a draft may still lack and a form may not: its texts in every language it is asked in. */
export function checkComplete(design: Design): void {
  const missing = design.languages.flatMap((language) =>
    (['category', 'period'] as const)
      .filter((text) => design[text][language] === undefined)
      .map((text) => ({
        item: `${text}.${language}`,
        reason: 'missing-text',
        message: `${text}: has no ${language} text, and respondents will be asked in it`,
      })),
  )
  raise(missing)
}

function raise(problems: { item: string; reason: string; message: string }[]): void {
  if (problems.length === 0) return
  throw new ApiError(422, 'invalid', problems.map((problem) => problem.message).join('; '), problems)
}
