import { expect, it } from 'vitest'
import { buildForm } from '../../../api/forms/build-form.ts'
import { askedFields } from '../../../api/forms/lay-out.ts'
import { drawLayout } from '../../../api/services/draw-layout.ts'
import type { CodeBook } from '../../../stats/coding/code-book.ts'
import { compileResponse, loopedKey } from '../../../stats/coding/code-loop.ts'
import { findInstrument } from '../../../stats/instruments/catalogue.ts'
import type { Instrument } from '../../../stats/instruments/instrument.ts'
import { exampleSettings } from '../../forms/example-settings.ts'
import { mobileDesign } from '../../forms/mobile-design.ts'
import { simulateRespondent } from '../../forms/simulate-respondent.ts'

const module = (name: string, over: Readonly<Record<string, unknown>> = {}) => ({
  instrument: { name, version: 1 },
  parameters: { ...exampleSettings(findInstrument(name, 1) as Instrument, 'all'), ...over },
})

/** The index of two brands, three of four features, and blocks in a drawn order, with every kind of answer. */
const { codeBook } = buildForm({
  ...mobileDesign,
  modules: [
    module('acsi'),
    module('kano', { most: 3 }),
    module('servperf'),
    module('complaints'),
    module('nps'),
  ],
  loop: 2,
  attributes: ['region', 'age-band'],
})

/** All that one respondent, drawn by `id`, says about both brands. */
function answersOf({ fields, attributes, loop }: CodeBook, asked: ReadonlySet<string>, seed: number) {
  const drawn = fields.filter(({ code }) => asked.has(code))
  const isLooped = (code: string) => loop?.fields.includes(code) === true
  const say = (looped: boolean, seed: number) =>
    simulateRespondent(
      drawn.filter(({ code }) => isLooped(code) === looped),
      { seed, nonAnswers: 0.05, skips: 0 },
    )
  const rated = (loop?.brands ?? []).flatMap(({ key }, i) =>
    Object.entries(say(true, seed + 1000 * i)).map(([code, answer]) => [loopedKey(code, key), answer]),
  )
  return {
    brands: loop?.brands.map(({ brandId }) => brandId),
    ...Object.fromEntries(rated),
    ...say(false, seed),
    ...Object.fromEntries(attributes.map(({ code, values }) => [code, values[seed % values.length]])),
  } as Record<string, unknown>
}

it('draws for, validates and codes 60 items of every kind, two brands among them', () => {
  const kinds = new Set(codeBook.fields.map(({ answer }) => answer.kind))
  expect(kinds).toEqual(
    new Set(['rating', 'binary', 'choice', 'multi-choice', 'number', 'text', 'allocation']),
  )
  const code = compileResponse(codeBook)
  const idOf = (seed: number) => `01939b5c-8a00-7000-8000-${String(seed).padStart(12, '0')}`
  const respondents = Array.from({ length: 2000 }, (_, seed) => {
    const asked = askedFields(codeBook, drawLayout(codeBook, idOf(seed)))
    if (asked === undefined) throw new Error('the form draws nothing')
    return { id: idOf(seed), answers: answersOf(codeBook, asked, seed) }
  })
  const counts = respondents.map(({ answers }) => Object.keys(answers).length).toSorted((a, b) => a - b)
  expect(counts[1000]).toBeGreaterThanOrEqual(60)

  // How long it takes, `npm run bench -- ingest` says.
  for (const { id, answers } of respondents) {
    const coded = code(answers, askedFields(codeBook, drawLayout(codeBook, id)))
    expect(coded.ok ? [] : coded.problems).toEqual([])
    expect(coded.ok && coded.observations).toHaveLength(2)
  }
})
