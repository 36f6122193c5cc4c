import {
  codeKey,
  isAnswer,
  isText,
  meaningsIn,
  type OwnCode,
  type TargetColumn,
} from '../../stats/coding/own-codes.ts'

/** Cells that say something else than an answer; what is said twice or in two ways is a mistake of its own. */
const STRANGE = new Set(['out-of-range', 'not-a-number', 'not-whole', 'unknown-choice'])
const LONGEST = 40
/** In a column with as many strange values nothing more is looked for. */
const MOST_LOOKED_AT = 100
/** Texts of one column that are read once; from then on what differs is read each time. */
const REMEMBERED = 2000
const LISTED_LINES = 5

export interface FoundValue {
  readonly value: string
  cells: number
  /** The first five. */
  readonly lines: number[]
}

/** What stands in one column that is no answer of it, and how many answers it has. */
export interface ColumnTally {
  readonly own: TargetColumn
  readonly meanings: ReadonlyMap<string, OwnCode>
  /** By `codeKey`; also values whose meaning was said. */
  readonly found: ReadonlyMap<string, FoundValue>
  readonly answers: () => number
  readonly meet: (text: string, line: number) => void
}

/** Counts the cells of one column as they pass by. */
export function createColumnTally(own: TargetColumn, codes: readonly OwnCode[]): ColumnTally {
  const meanings = meaningsIn(own, codes)
  const found = new Map<string, FoundValue>()
  const known = new Map<string, string | boolean>()
  let answers = 0

  /** The key of a strange value, else whether it is an answer. */
  const judge = (text: string): string | boolean => {
    if (text.length > LONGEST) return isText(own)
    const key = codeKey(text)
    if (meanings.has(key)) return key
    if (isText(own) || found.size > MOST_LOOKED_AT) return false
    const cell = own.readCell(text)
    if (cell.ok) return isAnswer(own, text)
    return STRANGE.has(cell.problem.reason) && !cell.problem.message.includes(' may mean ') ? key : false
  }
  return {
    own,
    meanings,
    found,
    answers: () => answers,
    meet(text, line) {
      if (text === '') return
      const judged = known.get(text) ?? judge(text)
      if (known.size < REMEMBERED) known.set(text, judged)
      if (judged === true) answers += 1
      if (typeof judged === 'boolean') return
      const one = found.get(judged) ?? { value: text.trim(), cells: 0, lines: [] }
      found.set(judged, one)
      one.cells += 1
      if (one.lines.length < LISTED_LINES) one.lines.push(line)
    },
  }
}
