const MARK = /^\s*'(?=[=+\-@\t\r＝＋－＠])/

/**
 * Cells without the apostrophe that our own files (write-csv), and spreadsheets, put before what would be a formula: what was
 * downloaded and comes back says what it said.
 */
export const unguarded = (cells: readonly string[]): readonly string[] =>
  cells.some((cell) => MARK.test(cell)) ? cells.map((cell) => cell.replace(MARK, '')) : cells
