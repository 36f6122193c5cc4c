import type { Wordings } from '../../stats/coding/answer-words.ts'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import { twoMeanings } from '../../stats/coding/code-cell.ts'
import type { RatedObservation } from '../../stats/coding/code-loop.ts'
import { compileResponse, loopedKey } from '../../stats/coding/code-loop.ts'
import { compileRow } from '../../stats/coding/code-row.ts'
import { type ImportTarget, importTargets } from '../../stats/coding/import-targets.ts'
import { numbersMeant } from '../../stats/coding/numbers-meant.ts'
import {
  meaningsIn,
  type OwnCode,
  recodeBy,
  type TargetColumn,
  targetColumn,
} from '../../stats/coding/own-codes.ts'
import { withoutPercent } from '../../stats/coding/without-percent.ts'
import { canonicalJson, sha256 } from '../canonical-json.ts'
import type { ColumnMapping, RejectedRow } from '../contract/import.ts'
import type { Brand } from '../contract/program.ts'
import { ApiError } from '../errors.ts'
import type { CsvRow } from '../files/read-csv.ts'
import { uuidOf } from '../ids.ts'
import { checkCodes } from './check-codes.ts'
import { answeredBy, isSpecial, type SpecialColumn } from './interview-columns.ts'
import { brandsRated, findBrand } from './rated-brands.ts'

export interface Interview {
  readonly line: number
  /** Made from its own number, else from its content and how many equal ones came before it: again, it is the same. */
  readonly id: string
  readonly brandId: string
  readonly answers: Readonly<Record<string, unknown>>
  readonly observations: readonly RatedObservation[]
  readonly weight: number | null
  /** The interview's own number, when a column says it. */
  readonly ownId: string | null
  readonly bodyHash: string
  /** As they stood in the file. */
  readonly cells: readonly string[]
}

/** A reason why a row is no interview, with the row as it stood. */
export interface RefusedRow extends RejectedRow {
  readonly row: LeftRow
}

/** `slot`: by which the interview it may become, or is, is known again; null without a number of its own. */
export interface LeftRow {
  readonly cells: readonly string[]
  readonly slot: string | null
}

/** An interview, or every reason why the row is none. */
export type ReadInterview = (row: CsvRow) => Interview | RefusedRow[]

/** Beyond these a weight is a slip, and sums of squares of weights would leave the range of numbers. */
const LEAST_WEIGHT = 1e-6
const MOST_WEIGHT = 1e9

export interface InterviewTable {
  readonly waveId: string
  readonly columns: readonly string[]
  readonly mapping: ColumnMapping
  readonly book: CodeBook
  readonly brands: readonly Brand[]
  /** The brand all rows rate, when no column says it. */
  readonly brandId: string | null
  /** How the form words its answers. */
  readonly wordings: Wordings
  /** What the file writes in codes of its own. */
  readonly codes: readonly OwnCode[]
}

/**
 * Prepares a table once; the function it returns reads its rows, each once and in order, for it remembers the
 * numbers and contents that went before.
 */
export function createInterviewReader(table: InterviewTable): ReadInterview {
  const { columns, mapping, book, brands, brandId, wordings } = table
  if (brandId !== null && !brands.some((brand) => brand.id === brandId)) {
    throw new ApiError(422, 'unknown-brand', 'brandId: is not a brand of this program')
  }
  const byCode = new Map(importTargets(book).map((target) => [target.code, target]))
  const targets = columns.map((column) => byCode.get(mapping[column] ?? '') ?? null)
  const recodes = recodesOf(table, targets)
  const codeRow = compileRow(book, targets, {
    wordings,
    recode: (place, text) => recodes[place]?.(text) ?? text,
  })
  const code = compileResponse(book, { required: 'lenient' })
  const columnOf = columnsByAnswer(columns, targets, book)
  const specials = columns.flatMap((column, place) => {
    const code = mapping[column] ?? ''
    return isSpecial(code) ? [[code, place, column] as const] : []
  })
  for (const [code, , column] of specials) columnOf.set(code, column)
  const remember = createMemory(table.waveId, columnOf.get('id') ?? '')
  const idPlace = specials.find(([code]) => code === 'id')?.[1] ?? -1

  return ({ line, cells }) => {
    const problems: RefusedRow[] = []
    const number = cells[idPlace]?.trim() ?? ''
    let row: LeftRow | undefined
    const refuse = (column: string, value: string, reason: string, message: string) => {
      row ??= { cells, slot: number === '' ? null : slotOf(table.waveId, 'own', number) }
      problems.push({ line, column, value: value.slice(0, 100).toWellFormed(), reason, message, row })
    }
    if (cells.length !== columns.length) {
      refuse('', '', 'cell-count', `has ${cells.length} cells, the header ${columns.length}`)
      return problems
    }
    const said: Partial<Record<SpecialColumn, string>> = Object.fromEntries(
      specials.map(([code, place]) => [code, cells[place]?.trim() ?? '']),
    )
    const own = said.brand === undefined || said.brand === '' ? ofFile() : findBrand(brands, said.brand)
    const key = book.loop?.brands.find((brand) => brand.brandId === own?.id)?.key
    const read = codeRow(cells, key)
    for (const { place, reason, message } of read.problems) {
      refuse(columns[place] ?? '', cells[place] ?? '', reason, message)
    }
    const rated = brandsRated({ book, brands, targets, own, said, answers: read.answers })
    if (!rated.ok) refuse(columnOf.get(rated.column) ?? '', rated.value, 'unknown-brand', rated.message)
    const weight = weightOf(said.weight)
    if (weight === undefined) {
      const cell = said.weight ?? ''
      const message = twoMeanings(cell) ?? `weight is not a number from ${LEAST_WEIGHT} to ${MOST_WEIGHT}`
      refuse(columnOf.get('weight') ?? '', cell, 'weight', message)
    }
    if (problems.length === 0 && Object.keys(read.answers).length === 0) {
      refuse('', '', 'empty-row', 'holds no answers')
    }
    const answers = rated.ok ? { ...rated.brands, ...read.answers } : read.answers
    // Without its brands a row of a form that asks for them would only be refused once more.
    const coded = rated.ok || book.loop === undefined ? code(answers) : undefined
    if (coded?.ok === false) {
      for (const { item, reason, message } of coded.problems) {
        const column = columnOf.get(item) ?? ''
        if (problems.some((problem) => problem.column === column)) continue
        refuse(column, plainText(answers[item]), reason, message)
      }
    }
    if (coded?.ok !== true || problems.length > 0 || !rated.ok || weight === undefined) return problems
    return remember(line, {
      brandId: rated.brandId,
      answers,
      observations: coded.observations,
      weight,
      ownId: number === '' ? null : number,
      cells,
    })
  }

  function ofFile(): Brand | undefined {
    return brands.length === 1 ? brands[0] : brands.find((brand) => brand.id === brandId)
  }
}

/** Of every column that answers a question: what is read instead of its cells. Throws an ApiError 422 for a wrong code. */
function recodesOf(
  table: InterviewTable,
  targets: readonly (ImportTarget | null)[],
): readonly (((text: string) => string) | undefined)[] {
  const { columns, mapping, codes } = table
  if (codes.length === 0) return []
  const answered = targetColumns(table)
  const special = columns.filter((column) => isSpecial(mapping[column] ?? ''))
  checkCodes(codes, columns, special, answered)
  const byColumn = new Map(answered.map((column) => [column.column, column]))
  return targets.map((_, place) => {
    const column = byColumn.get(columns[place] ?? '')
    return column === undefined ? undefined : recodeBy(meaningsIn(column, codes))
  })
}

/** The columns of a table that answer questions. */
export function targetColumns({
  columns,
  mapping,
  book,
  wordings,
}: Pick<InterviewTable, 'columns' | 'mapping' | 'book' | 'wordings'>): TargetColumn[] {
  const byCode = new Map(importTargets(book).map((target) => [target.code, target]))
  return columns.flatMap((column) => {
    const target = byCode.get(mapping[column] ?? '')
    return target === undefined ? [] : [targetColumn(column, target, wordings)]
  })
}

const plainText = (value: unknown) =>
  typeof value === 'object' ? JSON.stringify(value) : String(value ?? '')

/** Which column to name when something is wrong with a raw answer. */
function columnsByAnswer(
  columns: readonly string[],
  targets: readonly (ImportTarget | null)[],
  { loop }: CodeBook,
): Map<string, string> {
  const found = new Map<string, string>()
  targets.forEach((target, place) => {
    if (target === null) return
    for (const code of answeredBy(target)) {
      const keys = (loop?.brands ?? []).map(({ key }) => key)
      const about = target.brand === undefined ? keys : [target.brand]
      const raw = [...(target.brand === undefined ? [code] : []), ...about.map((key) => loopedKey(code, key))]
      for (const key of raw) if (!found.has(key)) found.set(key, columns[place] ?? '')
    }
  })
  return found
}

/** As statistics programs write small ones: `1.5e-03`. */
const SCIENTIFIC = /^\d+(?:\.\d+)?e[+-]?\d+$/i

/** Null when unweighted, undefined when it is no weight. */
function weightOf(cell: string | undefined): number | null | undefined {
  if (cell === undefined || cell === '') return null
  const figure = withoutPercent(cell)
  const meant = SCIENTIFIC.test(cell) ? [Number(cell)] : numbersMeant(figure)
  const [weight = Number.NaN, other] = figure === cell ? meant : meant.map((percent) => percent / 100)
  return other === undefined && weight >= LEAST_WEIGHT && weight <= MOST_WEIGHT ? weight : undefined
}

/** Gives interviews their ids. An own number stands once in a file: which of two rows would count is not ours to choose. */
function createMemory(waveId: string, idColumn: string) {
  const lineOf = new Map<string, number>()
  const equals = new Map<string, number>()
  return (line: number, interview: Omit<Interview, 'line' | 'id' | 'bodyHash'>): Interview | RefusedRow[] => {
    const { brandId, answers, weight, ownId, cells } = interview
    const bodyHash = sha256(canonicalJson({ brandId, answers, weight }))
    const first = ownId === null ? undefined : lineOf.get(ownId)
    if (ownId !== null && first !== undefined) {
      const value = ownId.slice(0, 100).toWellFormed()
      const message = `the interview of line ${first} has this id already`
      const row = { cells, slot: slotOf(waveId, 'own', ownId) }
      return [{ line, column: idColumn, value, reason: 'duplicate-id', message, row }]
    }
    if (ownId !== null) lineOf.set(ownId, line)
    const content = ownId ?? bodyHash
    const before = ownId === null ? (equals.get(bodyHash) ?? 0) : 0
    if (ownId === null) equals.set(bodyHash, before + 1)
    const id = slotOf(waveId, ownId === null ? 'content' : 'own', content, before)
    return { ...interview, line, id, bodyHash }
  }
}

const slotOf = (waveId: string, by: 'own' | 'content', content: string, before = 0) =>
  uuidOf('interview', waveId, by, content, String(before))
