import type { InstrumentSummary, Module, ParameterSummary } from '../../../api/contract/program.ts'
import type { Entry } from '../../../api/forms/read-parameters.ts'
import type { Language } from '../../i18n/languages.ts'

export const isSameInstrument = (
  a: { readonly name: string; readonly version: number },
  b: { readonly name: string; readonly version: number },
) => a.name === b.name && a.version === b.version

export function findInstrument(
  instruments: readonly InstrumentSummary[],
  { instrument }: Module,
): InstrumentSummary | undefined {
  return instruments.find((one) => isSameInstrument(one, instrument))
}

/** What a module is set to, the default where nothing was set. */
export function settingOf(module: Module, parameter: ParameterSummary): unknown {
  const given = module.parameters[parameter.name]
  if (given !== undefined) return given
  return parameter.kind === 'entries' ? [] : parameter.default
}

export const entriesOf = (module: Module, parameter: ParameterSummary): readonly Entry[] => {
  const setting = settingOf(module, parameter)
  return Array.isArray(setting) ? (setting as readonly Entry[]) : []
}

/** The module of a program that asks the same as this instrument already; of indices there can be one. */
export function clashWith(
  candidate: InstrumentSummary,
  modules: readonly Module[],
  instruments: readonly InstrumentSummary[],
): InstrumentSummary | undefined {
  const codes = new Set(candidate.questions.map(({ code }) => code))
  return modules
    .map((module) => findInstrument(instruments, module))
    .find(
      (placed) =>
        (placed?.family === 'index' && candidate.family === 'index') ||
        placed?.questions.some(({ code }) => codes.has(code)),
    )
}

export interface Lack {
  /** Key of the `modules` text that says it. */
  readonly text: string
  readonly parameter: ParameterSummary
}

/** What a module still lacks before it can be asked. */
export function lacksOf(
  module: Module,
  parameters: readonly ParameterSummary[],
  languages: readonly Language[],
): Lack[] {
  return parameters.flatMap((parameter): Lack[] => {
    if (parameter.kind === 'subset') {
      const chosen = settingOf(module, parameter)
      const few = Array.isArray(chosen) && chosen.length < parameter.min
      return few ? [{ text: 'lacks.parts', parameter }] : []
    }
    if (parameter.kind !== 'entries') return []
    const entries = entriesOf(module, parameter)
    if (entries.length < parameter.min) return [{ text: 'lacks.entries', parameter }]
    const lacksOne = (texts: Entry['text']) =>
      languages.some((language) => (texts[language] ?? '').trim() === '')
    // One that was opened and left empty is none.
    const described = entries.flatMap(({ description = {} }) =>
      Object.keys(description).length === 0 ? [] : [description],
    )
    return [
      ...(entries.some(({ text }) => lacksOne(text)) ? [{ text: 'lacks.words', parameter }] : []),
      ...(described.some(lacksOne) ? [{ text: 'lacks.descriptions', parameter }] : []),
    ]
  })
}
