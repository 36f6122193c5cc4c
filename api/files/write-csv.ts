import { stringify } from 'csv-stringify/sync'

/** CSV with a byte-order mark (spreadsheets need it for Chinese), cells that would be formulas made harmless. */
export function writeCsv(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  return stringify([[...columns], ...rows.map((row) => [...row])], { bom: true, escape_formulas: true })
}
