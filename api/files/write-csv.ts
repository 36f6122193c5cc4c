import { stringify } from 'csv-stringify/sync'

type Row = readonly (string | number)[]

/** Lines for a spreadsheet: cells that would be formulas are made harmless. */
export const toSafeCsv = (rows: readonly Row[]): string =>
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true },
  )

const INTERNATIONAL_NUMBER = /^\+\d{5,15}$/

/** Lines for another tool: as for a spreadsheet, but `+8613800138000` stays the number it is; as a formula it is no more. */
export const toToolCsv = (rows: readonly Row[]): string =>
  stringify(
    rows.map((row) => [...row]),
    {
      escape_formulas: true,
      cast: {
        string: (value) => (INTERNATIONAL_NUMBER.test(value) ? { value, escape_formulas: false } : value),
      },
    },
  )

const NUMBER = /^[+-]\d+(?:[.,]\d+)*$/

/** Rows of a file to be corrected and read again: as for a spreadsheet, but -99 stays the number it is. */
export const toRowsCsv = (rows: readonly Row[]): string =>
  stringify(
    rows.map((row) => [...row]),
    {
      escape_formulas: true,
      cast: { string: (value) => (NUMBER.test(value) ? { value, escape_formulas: false } : value) },
    },
  )
