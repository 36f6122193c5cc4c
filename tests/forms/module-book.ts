import { wordSegmenter } from '../../api/commands/segment-words.ts'
import { buildCodeBook } from '../../api/forms/build-code-book.ts'
import { type PlacedModule, placeModule } from '../../api/forms/place-module.ts'
import { readParameters } from '../../api/forms/read-parameters.ts'
import { analyse, type MethodRequest } from '../../stats/analyse.ts'
import { compileCodeBook } from '../../stats/coding/code-answers.ts'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import { toObservations } from '../../stats/core/observations.ts'
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
export const bookOf = (module: PlacedModule): CodeBook =>
  buildCodeBook([{ ...module, asked: 'always', weight: 1 }], [])

export type Answers = Readonly<Record<string, unknown>>

const wordsOf = wordSegmenter('zh')

/** The words of the text fields by respondent, as a slice holds them. */
export const textsOf = (fields: CodeBook['fields'], respondents: readonly Answers[]) =>
  Object.fromEntries(
    fields
      .filter(({ answer }) => answer.kind === 'text')
      .map(({ code }) => [code, respondents.map((answers) => wordsOf(String(answers[code] ?? '')))]),
  )

/** The estimates of the feeds of one method, in their order, from raw answers. Throws when an answer is refused. */
export function estimates(module: PlacedModule, method: string, respondents: readonly Answers[]) {
  const book = bookOf(module)
  const code = compileCodeBook(book)
  const rows = respondents.map((answers) => {
    const coded = code(answers)
    if (!coded.ok) throw new RangeError(JSON.stringify(coded.problems))
    return coded.observation.scores
  })
  const requests = module.feeds
    .filter((feed) => feed.method === method)
    .map(({ options }) => ({ method, ...options }) as MethodRequest)
  const slice = { observations: toObservations(book.scored, rows), texts: textsOf(book.fields, respondents) }
  return analyse(slice, requests).map(({ estimate }) => estimate)
}

/** Item and reason of everything wrong with one respondent's answers. */
export const problemsOf = (module: PlacedModule, answers: Answers) => {
  const coded = compileCodeBook(bookOf(module))(answers)
  return coded.ok ? [] : coded.problems.map(({ item, reason }) => [item, reason])
}
