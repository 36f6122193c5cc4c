import type { CodeMeaning, ImportCode } from '../../api/contract/import-codes.ts'

/** What was said that a value means: in one column, or (undefined) in the whole file. */
export function meaningOf(codes: readonly ImportCode[], value: string, column?: string): CodeMeaning {
  const own = codes.filter((code) => code.value === value)
  const named = own.find(({ columns }) => column !== undefined && columns?.includes(column))
  const general = own.find(({ columns }) => columns === undefined)
  return named?.means ?? general?.means ?? 'error'
}

/** Said of the whole file, it holds in every column again. */
export function withMeaning(
  codes: readonly ImportCode[],
  value: string,
  means: CodeMeaning,
): readonly ImportCode[] {
  const others = codes.filter((code) => code.value !== value)
  return means === 'error' ? others : [...others, { value, means }]
}

/** Said of one column, where it differs from what was said of the file. */
export function withMeaningIn(
  codes: readonly ImportCode[],
  value: string,
  column: string,
  means: CodeMeaning,
): readonly ImportCode[] {
  const rest = withoutColumns(codes, [column], value)
  return meaningOf(rest, value) === means ? rest : [...rest, { value, means, columns: [column] }]
}

/** Nothing is said any more of columns that have come to another question. */
export function withoutColumns(
  codes: readonly ImportCode[],
  gone: readonly string[],
  value?: string,
): readonly ImportCode[] {
  return codes.flatMap((code) => {
    if (code.columns === undefined || (value !== undefined && code.value !== value)) return [code]
    const columns = code.columns.filter((column) => !gone.includes(column))
    return columns.length === 0 ? [] : [{ ...code, columns }]
  })
}
