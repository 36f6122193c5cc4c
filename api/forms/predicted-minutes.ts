import type { AnswerKind, Item } from '../../stats/instruments/instrument.ts'
import type { BookedModule } from './build-code-book.ts'
import { inclusionChances } from './lay-out.ts'
import { groupKey } from './place-module.ts'

/** Seconds to read and answer one question on a phone; chosen on the slow side, so that the promise holds. */
const SECONDS: Readonly<Record<AnswerKind['kind'], number>> = {
  rating: 8,
  binary: 6,
  choice: 8,
  'multi-choice': 10,
  number: 10,
  text: 30,
  allocation: 40,
}
export const ATTRIBUTE_SECONDS = 5
const START_SECONDS = 10

/** Minutes to answer a form, rounded up: of an average respondent where modules rotate or blocks are drawn from. */
export function predictedMinutes(
  modules: readonly BookedModule[],
  { rotating = 0, loop = 0, attributes = 0 }: { rotating?: number; loop?: number; attributes?: number } = {},
): number {
  const open = modules.filter(({ asked }) => asked === 'rotating')
  const chances = inclusionChances(
    open.map(({ weight }) => weight),
    rotating,
  )
  const seconds = modules.map((module) => {
    const share = module.asked === 'always' ? 1 : (chances[open.indexOf(module)] ?? 1)
    return share * moduleSeconds(module, loop)
  })
  const all = seconds.reduce((so, next) => so + next, START_SECONDS + attributes * ATTRIBUTE_SECONDS)
  return Math.ceil(all / 60)
}

/** Of one module as it is set, for those who are asked it; rounded up. */
export const moduleMinutes = (module: BookedModule, loop = 0): number =>
  Math.ceil(moduleSeconds(module, loop) / 60)

function moduleSeconds({ instrument, items, takes }: BookedModule, loop: number): number {
  // Few know every brand they may rate: two is usual.
  const brands = loop > 0 && instrument.family === 'index' ? Math.min(loop, 2) : 1
  return brands * items.reduce((so, item) => so + shareOf(item, items, takes) * itemSeconds(item), 0)
}

/** Of a block that only some groups are drawn from, each item counts by its chance. */
function shareOf({ block }: Item, items: BookedModule['items'], takes: BookedModule['takes']): number {
  const take = block === undefined ? undefined : takes[block]
  if (take === undefined) return 1
  const members = items.filter((item) => item.block === block)
  const groups = new Set(members.map(groupKey)).size
  return Math.min(1, take / groups)
}

/** A routed question counts half: about half are asked it. */
export function itemSeconds({ answer, columns, shownWhen }: Item): number {
  return SECONDS[answer.kind] * (columns?.length ?? 1) * (shownWhen === undefined ? 1 : 0.5)
}
