import { checkHeader } from './read-csv.ts'

/** What the columns of a table are called, and which cells of a row stand under them. */
export interface TableLayout {
  readonly columns: readonly string[]
  /** A row under its columns; one that does not fit comes back with another number of cells than there are columns. */
  cellsOf(row: readonly string[]): readonly string[]
}

const isEmpty = (cell: string | undefined) => cell === undefined || cell.trim() === ''

export interface LayoutOptions {
  readonly mostColumns: number
  /** Whether cells that are missing at the end of a row are empty, as some spreadsheets write them; else the row is refused. */
  readonly fillsShortRows: boolean
}

/**
 * The layout of a table as spreadsheets write them: columns without a name that are empty in the first rows as well are
 * none, others are `Column 4`; empty cells beyond the header are none. Throws an ApiError 422 for a header that names a
 * column twice, or too many.
 */
export function tableLayout(
  header: readonly string[],
  firstRows: readonly (readonly string[])[],
  { mostColumns, fillsShortRows }: LayoutOptions,
): TableLayout {
  const names = header.map((name) => name.trim())
  const isKept = names.map((name, place) => name !== '' || firstRows.some((row) => !isEmpty(row[place])))
  const columns = names.flatMap((name, place) => (isKept[place] ? [name || freeName(place, names)] : []))
  checkHeader(columns, mostColumns)
  const isWhole = columns.length === names.length
  const least = fillsShortRows ? 0 : isKept.lastIndexOf(true) + 1

  return {
    columns,
    cellsOf(row) {
      if (isWhole && row.length === names.length) return row
      if (row.findLastIndex((cell) => !isEmpty(cell)) >= names.length) return row
      const filled = names.map((_, place) => row[place] ?? '')
      const fits = row.length >= least && filled.every((cell, place) => isKept[place] || isEmpty(cell))
      // What does not fit keeps another number of cells than there are columns.
      if (!fits) return isWhole ? row : filled
      return filled.filter((_, place) => isKept[place])
    },
  }
}

function freeName(place: number, names: readonly string[]): string {
  const name = `Column ${place + 1}`
  return names.includes(name) ? `${name} (${place + 1})` : name
}
