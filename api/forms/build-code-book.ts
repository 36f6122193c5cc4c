import type { Block, BookModule, CodeBook, Field } from '../../stats/coding/code-book.ts'
import { scoredCodes } from '../../stats/coding/scored-codes.ts'
import type { Attribute } from '../../stats/instruments/instrument.ts'
import { groupKey, type PlacedItem, type PlacedModule } from './place-module.ts'
import type { Settings } from './read-parameters.ts'

/** A module with what the program decides about it. */
export interface BookedModule extends PlacedModule {
  readonly asked: 'always' | 'rotating'
  readonly weight: number
  readonly settings?: Settings
}

export interface BookOptions {
  /** How many rotating modules each respondent is asked. */
  readonly rotating?: number
  /** Most brands one respondent rates; 0: one. */
  readonly loop?: number
  readonly brandIds?: readonly string[]
  readonly consent?: boolean
}

/** The code book of modules asked together with some attributes. */
export function buildCodeBook(
  modules: readonly BookedModule[],
  attributes: readonly Attribute[],
  { rotating = 0, loop = 0, brandIds = [], consent = false }: BookOptions = {},
): CodeBook {
  const asked = modules.flatMap(({ items }) => items.flatMap(fieldsOf))
  const derived = modules.flatMap(({ instrument }) => instrument.derived)
  const scores = [
    ...asked.flatMap((field) => scoredCodes(field.code, field.answer)),
    ...derived.map(({ code, scale }) => ({ code, scale })),
  ]
  const blocks = modules.flatMap(blocksOf)
  const isRotating = modules.some((module) => module.asked === 'rotating')
  const looped = modules.filter(({ instrument }) => instrument.family === 'index')
  return {
    version: 1,
    modules: modules.map(bookModule),
    ...(isRotating ? { rotating } : {}),
    ...(isRotating || blocks.length > 0 ? { draws: 'sfc32' as const } : {}),
    ...(blocks.length > 0 ? { blocks } : {}),
    ...(loop > 0
      ? {
          loop: {
            most: Math.min(loop, brandIds.length),
            brands: brandIds.map((brandId, place) => ({ key: `b${place + 1}`, brandId })),
            fields: looped.flatMap(({ items }) => items.flatMap(fieldsOf)).map(({ code }) => code),
          },
        }
      : {}),
    fields: consent ? [CONSENT, ...asked] : asked,
    derived,
    scored: scores.map(({ code }) => code),
    scales: Object.fromEntries(scores.map(({ code, scale }) => [code, scale])),
    attributes: attributes.map(({ code, values, personal }) => ({
      code,
      values,
      states: personal ? ['refused'] : ['dont_know'],
    })),
  }
}

/** Asked before everything else; without it there is no answer. Never a score. */
export const CONSENT: Field = {
  code: 'consent',
  answer: { kind: 'choice', choices: ['agreed'] },
  required: true,
  states: [],
}

/** Columns stand together like the halves of a pair: an expectation without its perception says nothing. */
export function fieldsOf(item: PlacedItem): readonly Field[] {
  const { code, answer, required, states, shownWhen, within, reversed, pair, columns } = item
  const field: Field = {
    code,
    answer,
    required,
    states,
    ...(shownWhen === undefined ? {} : { shownWhen }),
    ...(within === undefined ? {} : { within }),
    ...(reversed === undefined ? {} : { reversed }),
    ...(pair === undefined ? {} : { pair }),
  }
  return columns === undefined
    ? [field]
    : columns.map((column) => ({ ...field, code: `${code}.${column}`, pair: code }))
}

const bookModule = ({ instrument, items, asked, weight, settings }: BookedModule): BookModule => ({
  instrument: { name: instrument.name, version: instrument.version },
  fields: items.flatMap(fieldsOf).map(({ code }) => code),
  asked,
  weight,
  ...(settings === undefined || Object.keys(settings).length === 0 ? {} : { settings }),
})

function blocksOf({ instrument, items, takes }: BookedModule): readonly Block[] {
  const blocks = Map.groupBy(
    items.filter(({ block }) => block !== undefined),
    ({ block }) => block ?? '',
  )
  return [...blocks].map(([name, members]) => {
    const groups = Map.groupBy(members, groupKey)
    const all = [...groups.values()].map((group) => group.flatMap(fieldsOf).map(({ code }) => code))
    const take = takes[name]
    return {
      name: `${instrument.name}.${name}`,
      groups: all,
      take: take === undefined || take >= all.length ? null : take,
    }
  })
}
