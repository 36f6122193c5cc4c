import { type PlacedModule, placeModule } from '../../api/forms/place-module.ts'
import { readParameters } from '../../api/forms/read-parameters.ts'
import type { CodeBook, Field } from '../../stats/coding/code-book.ts'
import { scoredCodes } from '../../stats/coding/scored-codes.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import { EXAMPLE_BRANDS } from './example-settings.ts'

/** An instrument of the catalogue placed alone, settings as a designer sends them. Throws what is wrong with them. */
export function placed(name: string, given: Readonly<Record<string, unknown>> = {}): PlacedModule {
  const instrument = CATALOGUE.find((one) => one.name === name)
  if (instrument === undefined) throw new RangeError(`placed: there is no instrument "${name}"`)
  const { settings, problems } = readParameters(instrument, given)
  if (problems.length > 0) throw new RangeError(JSON.stringify(problems))
  return placeModule(instrument, settings, EXAMPLE_BRANDS)
}

/** The code book of one placed module, every field asked. */
export function bookOf({ instrument, items }: PlacedModule): CodeBook {
  const fields = items.flatMap(({ code, columns, ...item }): readonly Field[] =>
    columns === undefined
      ? [{ code, ...item }]
      : columns.map((column) => ({ ...item, code: `${code}.${column}`, pair: code })),
  )
  const scores = [...fields.flatMap(({ code, answer }) => scoredCodes(code, answer)), ...instrument.derived]
  const book = {
    version: 1 as const,
    instrument,
    fields,
    derived: instrument.derived,
    scored: scores.map(({ code }) => code),
    scales: Object.fromEntries(scores.map(({ code, scale }) => [code, scale])),
    attributes: [],
  }
  return book
}
