const GUARDED = /^'[=+\-@\t\r＝＋－＠]/

/**
 * Cells without the mark that keeps them from being formulas, as our own files have it (write-csv) and spreadsheets do: what
 * was downloaded and comes back says what it said.
 */
export const unguarded = (cells: readonly string[]): readonly string[] =>
  cells.some((cell) => GUARDED.test(cell))
    ? cells.map((cell) => (GUARDED.test(cell) ? cell.slice(1) : cell))
    : cells
