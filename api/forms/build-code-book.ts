import type { CodeBook, Field } from '../../stats/coding/code-book.ts'
import { scoredCodes } from '../../stats/coding/scored-codes.ts'
import type { Attribute, Instrument, Item } from '../../stats/instruments/instrument.ts'

/** The code book of an instrument asked together with some attributes. */
export function buildCodeBook(instrument: Instrument, attributes: readonly Attribute[]): CodeBook {
  const fields = instrument.items.flatMap(fieldsOf)
  const scores = [
    ...fields.flatMap((field) => scoredCodes(field.code, field.answer)),
    ...instrument.derived.map(({ code, scale }) => ({ code, scale })),
  ]
  return {
    version: 1,
    instrument: { name: instrument.name, version: instrument.version },
    fields,
    derived: instrument.derived,
    scored: scores.map(({ code }) => code),
    scales: Object.fromEntries(scores.map(({ code, scale }) => [code, scale])),
    attributes: attributes.map(({ code, values, personal }) => ({
      code,
      values,
      states: personal ? ['refused'] : ['dont_know'],
    })),
  }
}

/** Columns stand together like the halves of a pair: an expectation without its perception says nothing. */
function fieldsOf({ code, columns, ...item }: Item): readonly Field[] {
  if (columns === undefined) return [{ code, ...item }]
  return columns.map((column) => ({ ...item, code: `${code}.${column}`, pair: code }))
}
