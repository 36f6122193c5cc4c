import { codeKey, isText, meaningsIn, type OwnCode, type TargetColumn } from '../../stats/coding/own-codes.ts'
import type { StrangeValue } from '../contract/import-codes.ts'
import type { CsvRow } from '../files/read-csv.ts'

/** In a column with more different ones the answers are in another code altogether, or in words. */
const MOST_IN_COLUMN = 8
/** In one with as many nothing more is looked for. */
const MOST_LOOKED_AT = 100
const LEAST_CELLS = 2
const LISTED = 20
const LISTED_LINES = 5
const LONGEST = 40
/** Cells that say something else than an answer; what is said twice or in two ways is a mistake of its own. */
const STRANGE = new Set(['out-of-range', 'not-a-number', 'not-whole', 'unknown-choice'])
/** Texts of one column that are read once; from then on what differs is not remembered. */
const REMEMBERED = 2000

interface Found {
  readonly value: string
  cells: number
  readonly lines: number[]
}

/**
 * Looks for values that stand again and again where they are no answer, as 99 does for "don't know" in many files; and
 * counts those whose meaning was said. What they mean is never guessed: that is for the designer to say.
 */
export function createStrangeValues(
  columns: readonly string[],
  answered: readonly TargetColumn[],
  codes: readonly OwnCode[],
) {
  const said = new Set(codes.map(({ value }) => codeKey(value)))
  const tallies = answered.map((column) => createTally(column, columns.indexOf(column.column), codes, said))
  return {
    meet({ line, cells }: CsvRow): void {
      if (cells.length === columns.length) for (const tally of tallies) tally.meet(cells, line)
    },
    list: (): StrangeValue[] => {
      const proposed = new Set(
        tallies.filter((tally) => tally.isMostlyAnswers()).flatMap((tally) => [...tally.found.keys()]),
      )
      const shown = tallies.flatMap(({ column, meanings, found, isMostlyAnswers }) => {
        const isOpen = isMostlyAnswers() || [...found.keys()].every((key) => proposed.has(key))
        return [...found]
          .filter(([key]) => isOpen || said.has(key))
          .map(([key, one]) => ({ key, column, means: meanings.get(key) ?? 'error', ...one }))
      })
      const values = [...Map.groupBy(shown, ({ key }) => key)].map(([key, places]) => ({
        key,
        value: places[0]?.value ?? '',
        cells: places.reduce((sum, { cells }) => sum + cells, 0),
        columns: places.map(({ column, cells, means }) => ({ column, cells, means })),
        lines: [...new Set(places.flatMap(({ lines }) => lines))]
          .sort((a, b) => a - b)
          .slice(0, LISTED_LINES),
      }))
      const isSaid = ({ key }: { key: string }) => said.has(key)
      const others = values.filter((one) => !isSaid(one) && one.cells >= LEAST_CELLS)
      const absent = codes.filter(({ value }) => !values.some(({ key }) => key === codeKey(value)))
      return [
        ...byCells(values.filter(isSaid)),
        ...[...new Map(absent.map(({ value }) => [codeKey(value), value])).values()].map((value) => ({
          value,
          cells: 0,
          columns: [],
          lines: [],
        })),
        ...byCells(others).slice(0, LISTED),
      ].map(({ value, cells, columns, lines }) => ({ value, cells, columns, lines }))
    },
  }
}

const byCells = <T extends { readonly cells: number }>(values: readonly T[]): T[] =>
  values.toSorted((a, b) => b.cells - a.cells)

/** One column: how many answers it has, and which strange values how often. */
function createTally(
  { column, target, readCell }: TargetColumn,
  place: number,
  codes: readonly OwnCode[],
  said: ReadonlySet<string>,
) {
  const own = { column, target, readCell }
  const meanings = meaningsIn(own, codes)
  const found = new Map<string, Found>()
  const keys = new Map<string, string | null>()
  let answers = 0

  const strangeKey = (text: string): string | null => {
    const key = codeKey(text)
    if (meanings.has(key)) return key
    if (isText(own) || found.size > MOST_LOOKED_AT) return null
    const cell = readCell(text)
    if (cell.ok || !STRANGE.has(cell.problem.reason)) return null
    return cell.problem.message.includes(' may mean ') ? null : key
  }
  return {
    column,
    meanings,
    found,
    meet(cells: readonly string[], line: number): void {
      const text = cells[place] ?? ''
      if (text === '') return
      let key = keys.get(text)
      if (key === undefined) {
        key = text.length > LONGEST ? null : strangeKey(text)
        if (keys.size < REMEMBERED) keys.set(text, key)
      }
      if (key === null) {
        answers += 1
        return
      }
      const one = found.get(key) ?? { value: text.trim(), cells: 0, lines: [] }
      found.set(key, one)
      one.cells += 1
      if (one.lines.length < LISTED_LINES) one.lines.push(line)
    },
    /** Then what is strange in it may be a code. One that is nothing but a single value may be that as well. */
    isMostlyAnswers(): boolean {
      const open = [...found.keys()].filter((key) => !said.has(key)).length
      return open <= MOST_IN_COLUMN && (answers > 0 || open <= 1)
    },
  }
}
