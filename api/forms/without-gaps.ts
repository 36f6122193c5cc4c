import { findInstrument } from '../../stats/instruments/catalogue.ts'
import type { Language } from '../../stats/instruments/instrument.ts'
import type { DesignedModule } from './book-modules.ts'
import { type Entry, readParameters } from './read-parameters.ts'

const GAP = '…'

/** A module of a draft made complete for looking at: missing entries and texts become gaps. */
export function withoutGaps(module: DesignedModule, languages: readonly Language[]): DesignedModule {
  const instrument = findInstrument(module.instrument.name, module.instrument.version)
  if (instrument === undefined) return module
  const { settings } = readParameters(instrument, module.parameters ?? {})
  const gaps = Object.fromEntries(languages.map((language) => [language, GAP]))
  const filled = (instrument.parameters ?? []).map((parameter) => {
    const setting = settings[parameter.name]
    if (parameter.kind === 'subset') {
      const parts = Array.isArray(setting) ? setting : []
      return [parameter.name, parts.length < parameter.min ? parameter.of : parts]
    }
    if (parameter.kind !== 'entries') return [parameter.name, setting]
    const entries = (Array.isArray(setting) ? setting : []) as readonly Entry[]
    const taken = new Set(entries.map(({ key }) => key))
    const free = Array.from({ length: parameter.min + entries.length }, (_, place) => `gap-${place + 1}`)
    const missing = free
      .filter((key) => !taken.has(key))
      .slice(0, Math.max(0, parameter.min - entries.length))
      .map((key) => ({ key, text: {} }))
    const described = (texts: Entry['description']) =>
      texts === undefined ? {} : { description: { ...gaps, ...texts } }
    return [
      parameter.name,
      [...entries, ...missing].map((entry: Entry) => ({
        ...entry,
        text: { ...gaps, ...entry.text },
        ...described(entry.description),
      })),
    ]
  })
  return { ...module, parameters: Object.fromEntries(filled) }
}
