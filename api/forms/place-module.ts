import {
  BRANDS,
  type Condition,
  type Feed,
  type Instrument,
  type Item,
  type Setting,
} from '../../stats/instruments/instrument.ts'
import type { Entry, Settings } from './read-parameters.ts'

/** An instrument as one program asks it: every template of its items filled with the designer's entries. */
export interface PlacedModule {
  readonly instrument: Instrument
  readonly items: readonly PlacedItem[]
  readonly feeds: readonly Feed[]
  /** How many groups of a block each respondent is asked, by block; the others are asked whole. */
  readonly takes: Readonly<Record<string, number>>
}

/** What stays together when a block is shuffled or drawn from: the items of one entry, or of one pair. */
export const groupKey = ({ entry, pair, code }: PlacedItem): string => entry?.key ?? pair ?? code

/** `wording`: the code its words are kept under; `entry`: what {entry} in them stands for. */
export interface PlacedItem extends Item {
  readonly wording: string
  readonly entry?: Entry
  /** Of choices that the designer worded, by key. */
  readonly choiceTexts?: Readonly<Record<string, Entry['text']>>
}

/** `settings`: complete and checked, as readParameters returns them. `brands` as entries, keyed by their ids. */
export function placeModule(
  instrument: Instrument,
  settings: Settings,
  brands: readonly Entry[],
): PlacedModule {
  const entriesOf = (name: string): readonly Entry[] => (name === BRANDS ? brands : listOf(settings[name]))
  const items = runsOf(
    instrument.items
      .filter(({ onlyWith }) => onlyWith === undefined || isSet(settings[onlyWith.parameter], onlyWith.is))
      .map((item) => withChoices(item, entriesOf, settings)),
  ).flatMap((run) => placeRun(run, entriesOf))
  const feeds = (instrument.feeds ?? [])
    .filter(({ onlyWith = [] }) =>
      [onlyWith].flat().every((wanted) => isMet(settings[wanted.parameter], wanted)),
    )
    .flatMap((feed) => placeFeed(feed, entriesOf))
  const takes = (instrument.parameters ?? []).flatMap((parameter): [string, number][] => {
    const value = settings[parameter.name]
    if (parameter.kind !== 'number' || parameter.takes === undefined || typeof value !== 'number') return []
    return [[parameter.takes, value]]
  })
  return { instrument: asSet(instrument, settings), items, feeds, takes: Object.fromEntries(takes) }
}

/** Its scores and constructs as the designer set them. */
function asSet(instrument: Instrument, settings: Settings): Instrument {
  const holds = ({ parameter, is }: NonNullable<Item['onlyWith']>) => isSet(settings[parameter], is)
  return {
    ...instrument,
    derived: instrument.derived.flatMap(({ onlyWith, ...rule }) =>
      onlyWith === undefined || holds(onlyWith) ? [rule] : [],
    ),
    constructs: instrument.constructs.map(({ instead, ...construct }) =>
      instead === undefined || !holds(instead.onlyWith) ? construct : { ...construct, items: instead.items },
    ),
  }
}

/** An item whose choices may be the designer’s entries, still a template. */
type Worded = Item & Pick<PlacedItem, 'choiceTexts'>
type EntriesOf = (name: string) => readonly Entry[]

/** Neighbours that are asked of the same entries in the same block. */
function runsOf(items: readonly Worded[]): readonly (readonly Worded[])[] {
  const runs: Worded[][] = []
  for (const item of items) {
    const last = runs.at(-1)
    const [first] = last ?? []
    const joins = item.each !== undefined && first?.each === item.each && first.block === item.block
    if (last !== undefined && joins) last.push(item)
    else runs.push([item])
  }
  return runs
}

function placeRun(run: readonly Worded[], entriesOf: EntriesOf): readonly PlacedItem[] {
  const each = run[0]?.each
  if (each === undefined) return run.map((item) => ({ ...item, wording: item.code }))
  return entriesOf(each).flatMap((entry) =>
    run.map((item) => ({ ...filled(item, entry.key), wording: item.code, entry })),
  )
}

function placeFeed(feed: Feed, entriesOf: EntriesOf): readonly Feed[] {
  const options = fillLists(feed.options, entriesOf) as Feed['options']
  if (feed.each === undefined) return [{ ...feed, options }]
  return entriesOf(feed.each).map(({ key }) => ({
    ...feed,
    options: fillKeys(options, key) as Feed['options'],
  }))
}

function withChoices(item: Item, entriesOf: EntriesOf, settings: Settings): Worded {
  const { answer, choicesFrom, mostFrom } = item
  if (!('choices' in answer)) return item
  const entries = choicesFrom === undefined ? undefined : entriesOf(choicesFrom)
  const choices = entries?.map(({ key }) => key) ?? answer.choices
  const words =
    entries === undefined
      ? {}
      : { choiceTexts: Object.fromEntries(entries.map(({ key, text }) => [key, text])) }
  if (answer.kind === 'choice') return { ...item, ...words, answer: { ...answer, choices } }
  const most = mostFrom === undefined ? answer.max : Number(settings[mostFrom])
  return { ...item, ...words, answer: { ...answer, choices, max: Math.min(most, choices.length) } }
}

function filled<Template extends Item>(item: Template, key: string): Template {
  return {
    ...item,
    code: fill(item.code, key),
    ...(item.pair === undefined ? {} : { pair: fill(item.pair, key) }),
    ...(item.shownWhen === undefined ? {} : { shownWhen: filledCondition(item.shownWhen, key) }),
    ...(item.within === undefined ? {} : { within: fill(item.within, key) }),
  }
}

function filledCondition(condition: Condition, key: string): Condition {
  const item = fill(condition.item, key)
  return 'includes' in condition ? { item, includes: fill(condition.includes, key) } : { ...condition, item }
}

const fill = (template: string, key: string): string => template.replaceAll('{each}', () => key)

/** `{ each: 'features', of: … }` becomes a list with one member per entry. */
function fillLists(node: unknown, entriesOf: EntriesOf): unknown {
  if (Array.isArray(node)) return node.map((member) => fillLists(member, entriesOf))
  if (typeof node !== 'object' || node === null) return node
  const { each, of } = node as { each?: unknown; of?: unknown }
  if (typeof each === 'string' && of !== undefined) {
    return entriesOf(each).map(({ key }) => fillKeys(of, key))
  }
  return Object.fromEntries(Object.entries(node).map(([name, value]) => [name, fillLists(value, entriesOf)]))
}

function fillKeys(node: unknown, key: string): unknown {
  if (typeof node === 'string') return fill(node, key)
  if (Array.isArray(node)) return node.map((member) => fillKeys(member, key))
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node).map(([name, value]) => [fill(name, key), fillKeys(value, key)]),
  )
}

function isMet(setting: unknown, wanted: Setting): boolean {
  return 'is' in wanted ? isSet(setting, wanted.is) : Number(setting) >= wanted.atLeast
}

function isSet(setting: unknown, is: boolean | string): boolean {
  return Array.isArray(setting) ? setting.includes(is) : setting === is
}

const listOf = (setting: unknown): readonly Entry[] => (Array.isArray(setting) ? setting : [])
