import type { RejectedRow } from '../contract/import.ts'
import type { ProblemGroup } from '../contract/import-codes.ts'
import { withoutCode } from './without-code.ts'

const LISTED = 50
const LISTED_VALUES = 5
const LISTED_LINES = 5
/** A column that is wrong in more different ways than this is wrong as a whole. */
const MOST_IN_COLUMN = 3
/** Reasons of whole interviews, whose values are their numbers: each is another. */
const OF_INTERVIEWS = new Set(['changed', 'taken-back', 'duplicate-id'])
/** A file in another scale is wrong in every cell; from then on values are counted, not kept. */
const KEPT = 2000

interface Group {
  readonly reason: string
  readonly message: string
  readonly value: string
  readonly columns: Set<string>
  readonly lines: number[]
  cells: number
  rows: number
  lastLine: number
}

/**
 * Puts problems together that are the same: one value that is wrong for the same reason, in however many columns; and
 * one column that is wrong in many ways. Problems come in the order of the file.
 */
export function createProblemGroups() {
  const groups = new Map<string, Group>()
  return {
    meet({ line, column, value, reason, message: said }: RejectedRow): void {
      const message = withoutCode(said)
      const key =
        groups.size < KEPT ? JSON.stringify([reason, value, message]) : JSON.stringify([reason, column])
      const group = groups.get(key) ?? newGroup({ reason, message, value })
      groups.set(key, group)
      group.cells += 1
      if (column !== '') group.columns.add(column)
      if (line === group.lastLine) return
      group.lastLine = line
      group.rows += 1
      if (group.lines.length < LISTED_LINES) group.lines.push(line)
    },
    list(): ProblemGroup[] {
      const places = Map.groupBy(groups.values(), ({ reason, columns }) =>
        columns.size === 1 ? JSON.stringify([reason, ...columns]) : '',
      )
      const isOne = (found: readonly Group[]) =>
        found.length > MOST_IN_COLUMN || found.some(({ reason }) => OF_INTERVIEWS.has(reason))
      const shown = [...places].flatMap(([place, found]) =>
        place !== '' && isOne(found) ? [merged(found)] : found.map((group) => merged([group])),
      )
      return shown
        .toSorted((a, b) => b.cells - a.cells || (a.lines[0] ?? 0) - (b.lines[0] ?? 0))
        .slice(0, LISTED)
    },
  }
}

const newGroup = (of: Pick<Group, 'reason' | 'message' | 'value'>): Group => ({
  ...of,
  columns: new Set(),
  lines: [],
  cells: 0,
  rows: 0,
  lastLine: -1,
})

/** Groups of one column, each with a value of its own: no row is in two of them. */
function merged(groups: readonly Group[]): ProblemGroup {
  const ordered = groups.toSorted((a, b) => b.cells - a.cells)
  const values = ordered.map(({ value }) => value).filter((value) => value !== '')
  const sum = (of: (group: Group) => number) => groups.reduce((total, group) => total + of(group), 0)
  return {
    reason: ordered[0]?.reason ?? '',
    message: ordered[0]?.message ?? '',
    values: values.slice(0, LISTED_VALUES),
    moreValues: Math.max(0, values.length - LISTED_VALUES),
    columns: [...new Set(groups.flatMap(({ columns }) => [...columns]))],
    cells: sum(({ cells }) => cells),
    rows: sum(({ rows }) => rows),
    lines: groups
      .flatMap(({ lines }) => lines)
      .sort((a, b) => a - b)
      .slice(0, LISTED_LINES),
  }
}
