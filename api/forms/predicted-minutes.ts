import type { Block, BookModule, CodeBook } from '../../stats/coding/code-book.ts'
import { inclusionChances } from './lay-out.ts'
import { ATTRIBUTE_SECONDS, askedSeconds, OPENING_SECONDS, type Spread, USUAL_BRANDS } from './seconds.ts'

/** Minutes of an average respondent, of whoever is asked least, and of whoever is asked most; not rounded. */
export interface PredictedMinutes {
  readonly minutes: number
  readonly leastMinutes: number
  readonly mostMinutes: number
}

/** Minutes to answer a form, by what is drawn for a respondent and how many brands they rate. `asksBrand`: no link says it. */
export function predictedMinutes(
  book: CodeBook,
  { asksBrand }: { readonly asksBrand: boolean },
): PredictedMinutes {
  const { modules = [], rotating = 0, attributes } = book
  const spreads = (asked: BookModule['asked']) =>
    modules.filter((module) => module.asked === asked).map((module) => moduleSeconds(book, module))
  const inModules = new Set(modules.flatMap(({ fields }) => fields))
  const opening = [...book.fields.filter(({ code }) => !inModules.has(code)), ...(asksBrand ? ['brand'] : [])]
  const common = opening.length * OPENING_SECONDS + attributes.length * ATTRIBUTE_SECONDS
  const weights = modules.flatMap(({ asked, weight }) => (asked === 'rotating' ? [weight] : []))
  const all = sum([
    { mean: common, least: common, most: common },
    ...spreads('always'),
    drawn(spreads('rotating'), inclusionChances(weights, rotating), rotating),
  ])
  return { minutes: all.mean / 60, leastMinutes: all.least / 60, mostMinutes: all.most / 60 }
}

/** Of each module as it is set, by its instrument's name, for an average respondent among those who are asked it. */
export function moduleMinutes(book: CodeBook): Readonly<Record<string, number>> {
  const { modules = [] } = book
  return Object.fromEntries(
    modules.map((module) => [module.instrument.name, moduleSeconds(book, module).mean / 60]),
  )
}

function moduleSeconds(book: CodeBook, { fields }: BookModule): Spread {
  const own = new Set(fields)
  const blocks = (book.blocks ?? []).filter(({ groups }) => own.has(groups[0]?.[0] ?? ''))
  const inBlocks = new Set(blocks.flatMap(({ groups }) => groups.flat()))
  const secondsOf = new Map(book.fields.map((field) => [field.code, askedSeconds(field, book.fields)]))
  const addUp = (codes: readonly string[]) => sum(codes.flatMap((code) => secondsOf.get(code) ?? []))
  const once = sum([
    addUp(fields.filter((code) => !inBlocks.has(code))),
    ...blocks.map(({ groups, take }: Block) => {
      const each = groups.map(addUp)
      const taken = Math.min(take ?? groups.length, groups.length)
      return drawn(
        each,
        each.map(() => taken / groups.length),
        taken,
      )
    }),
  ])
  const { loop } = book
  if (loop === undefined || !fields.some((code) => loop.fields.includes(code))) return once
  const usual = Math.min(loop.most, USUAL_BRANDS)
  return { mean: usual * once.mean, least: once.least, most: loop.most * once.most }
}

/** So many of the parts, each with its chance; what is certain is drawn by everybody. */
function drawn(parts: readonly Spread[], chances: readonly number[], count: number): Spread {
  const certain = parts.filter((_, i) => chances[i] === 1)
  const open = parts.filter((_, i) => chances[i] !== 1)
  const left = Math.max(0, count - certain.length)
  const leastFirst = open.map(({ least }) => least).toSorted((a, b) => a - b)
  const mostFirst = open.map(({ most }) => most).toSorted((a, b) => b - a)
  const addUp = (seconds: readonly number[]) => seconds.reduce((so, next) => so + next, 0)
  const sure = sum(certain)
  return {
    mean: parts.reduce((so, { mean }, i) => so + mean * (chances[i] ?? 0), 0),
    least: sure.least + addUp(leastFirst.slice(0, left)),
    most: sure.most + addUp(mostFirst.slice(0, left)),
  }
}

const sum = (spreads: readonly Spread[]): Spread =>
  spreads.reduce(
    (so, { mean, least, most }) => ({ mean: so.mean + mean, least: so.least + least, most: so.most + most }),
    { mean: 0, least: 0, most: 0 },
  )
