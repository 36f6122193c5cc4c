import type { BookModule, CodeBook } from '../../stats/coding/code-book.ts'
import { scoredCodes } from '../../stats/coding/scored-codes.ts'
import { findInstrument } from '../../stats/instruments/catalogue.ts'
import type { Feed } from '../../stats/instruments/instrument.ts'
import type { DesignedModule } from './book-modules.ts'
import { type PlacedItem, type PlacedModule, placeModule } from './place-module.ts'
import { type Entry, readParameters, type Settings } from './read-parameters.ts'

/** An analysis that the answers to one module of a form reach. */
export interface ModuleFeed {
  /** The same in every form that asks the same: `indices.nps:nps`. */
  readonly key: string
  readonly method: string
  readonly options: Readonly<Record<string, unknown>>
  /** The instrument that other people answered, where the method compares two. */
  readonly beside?: string
  /** The item it is about, where it is about one. */
  readonly about: PlacedItem | null
  /** Scored codes that it reads, in the order of the code book. */
  readonly items: readonly string[]
  /** Fields of open answers that it reads. */
  readonly texts: readonly string[]
}

export interface FedModule {
  readonly instrument: BookModule['instrument']
  /** Scored codes of the whole module, its derived scores among them. */
  readonly codes: readonly string[]
  /** Its open answers. */
  readonly texts: readonly string[]
  /** Whether its answers belong to a brand: not where a respondent rates several and is asked this once. */
  readonly byBrand: boolean
  readonly feeds: readonly ModuleFeed[]
}

interface Published {
  /** As they are set now: for forms from before settings were frozen with them. */
  readonly modules: readonly DesignedModule[]
  readonly brands: readonly { readonly id: string; readonly name: string }[]
}

/** What the answers to a frozen form reach, by module in the order asked; only what the form asks all the answers of. */
export function moduleFeeds(book: CodeBook, { modules, brands }: Published): readonly FedModule[] {
  return (book.modules ?? []).flatMap((module) => {
    const { name, version } = module.instrument
    const instrument = findInstrument(name, version)
    const settings = (module.settings as Settings | undefined) ?? settingsOf(module, modules)
    if (instrument === undefined || settings === undefined) return []
    const placed = placeModule(instrument, settings, brandsAsked(module, brands))
    const codes = codesOf(book, module, placed)
    const texts = module.fields.filter((field) => isText(book, field))
    return [
      {
        instrument: module.instrument,
        codes,
        texts,
        byBrand: book.loop === undefined || module.fields.some((field) => book.loop?.fields.includes(field)),
        feeds: feedsOf(placed, { codes, texts, items: placed.items }),
      },
    ]
  })
}

/** Undefined: the settings that were used are not known any more. */
function settingsOf({ instrument }: BookModule, modules: readonly DesignedModule[]): Settings | undefined {
  const found = findInstrument(instrument.name, instrument.version)
  const now = modules.find((one) => one.instrument.name === instrument.name)
  if (found === undefined) return undefined
  const { settings, problems } = readParameters(found, now?.parameters ?? {})
  return problems.length === 0 ? settings : undefined
}

/** Brands that came later are not asked about by an older form. */
const brandsAsked = ({ fields }: BookModule, brands: Published['brands']): readonly Entry[] =>
  brands
    .filter(({ id }) => fields.some((field) => field.includes(id)))
    .map(({ id, name }) => ({ key: id, text: { en: name, 'zh-Hans': name, 'zh-Hant': name } }))

function codesOf(book: CodeBook, { fields }: BookModule, { instrument }: PlacedModule): readonly string[] {
  const own = new Set(
    book.fields
      .filter(({ code }) => fields.includes(code))
      .flatMap(({ code, answer }) => scoredCodes(code, answer).map((scored) => scored.code)),
  )
  for (const { code } of instrument.derived) own.add(code)
  return book.scored.filter((code) => own.has(code))
}

const isText = (book: CodeBook, field: string): boolean =>
  book.fields.some(({ code, answer }) => code === field && answer.kind === 'text')

interface Asked {
  readonly codes: readonly string[]
  readonly texts: readonly string[]
  readonly items: readonly PlacedItem[]
}

function feedsOf({ feeds, items }: PlacedModule, asked: Asked): readonly ModuleFeed[] {
  const placed = new Set(
    items.flatMap(({ code, columns }) => [code, ...(columns ?? []).map((c) => `${code}.${c}`)]),
  )
  const given = new Set([...asked.codes, ...asked.texts])
  const reached = feeds.flatMap((feed) => {
    const words = new Set(wordsIn(feed.options))
    // Its options name something that this form does not ask.
    if ([...words].some((word) => placed.has(word) && !isGiven(word, given))) return []
    const read = {
      items: asked.codes.filter((code) => words.has(code)),
      texts: asked.texts.filter((t) => words.has(t)),
    }
    return read.items.length + read.texts.length === 0 ? [] : [{ feed, ...read }]
  })
  const seen = new Map<string, number>()
  return reached.map(({ feed, items: codes, texts }) => {
    const isAlone = reached.filter((other) => other.feed.method === feed.method).length === 1
    const about = aboutOf(feed) ?? (isAlone ? undefined : (codes[0] ?? texts[0]))
    const name = about === undefined ? feed.method : `${feed.method}:${about}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    return {
      key: times === 1 ? name : `${name}:${times}`,
      method: feed.method,
      options: feed.options,
      ...(feed.beside === undefined ? {} : { beside: feed.beside }),
      about: items.find(({ code }) => about === code || about?.startsWith(`${code}.`)) ?? null,
      items: codes,
      texts,
    }
  })
}

/** Its parts are scored, where it is not itself. */
const isGiven = (word: string, given: ReadonlySet<string>): boolean =>
  given.has(word) || [...given].some((code) => code.startsWith(`${word}.`))

/** What the options say in one word. */
function aboutOf({ options }: Feed): string | undefined {
  const about = options['text'] ?? options['item'] ?? options['outcome']
  return typeof about === 'string' ? about : undefined
}

function wordsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node]
  if (Array.isArray(node)) return node.flatMap(wordsIn)
  if (typeof node !== 'object' || node === null) return []
  return Object.values(node).flatMap(wordsIn)
}
