import type { CodeMeaning, ImportCode } from '../../api/contract/import-codes.ts'

/** What a value is read as: a meaning, or an answer by its code. */
export interface Meant {
  readonly means: CodeMeaning
  readonly answer?: string | undefined
}

const ERROR: Meant = { means: 'error' }

/** What was said that a value means: in one column, or (undefined) in the whole file. */
export function meaningOf(codes: readonly ImportCode[], value: string, column?: string): Meant {
  const own = codes.filter((code) => code.value === value)
  const named = own.find(({ columns }) => column !== undefined && columns?.includes(column))
  return named ?? own.find(({ columns }) => columns === undefined) ?? ERROR
}

/** Said of the whole file, it holds again in every one of these columns; of one alone it may be an answer. */
export function withMeaning(
  codes: readonly ImportCode[],
  value: string,
  columns: readonly string[],
  { means, answer }: Meant,
): readonly ImportCode[] {
  const others = withoutColumns(codes, columns, value).filter(
    (code) => code.value !== value || code.columns !== undefined,
  )
  if (answer !== undefined) return [...others, { value, means, answer, columns: [...columns] }]
  return means === 'error' ? others : [...others, { value, means }]
}

/** Said of one column, where it differs from what was said of the file. */
export function withMeaningIn(
  codes: readonly ImportCode[],
  value: string,
  column: string,
  { means, answer }: Meant,
): readonly ImportCode[] {
  const rest = withoutColumns(codes, [column], value)
  if (answer !== undefined) return [...rest, { value, means, answer, columns: [column] }]
  return meaningOf(rest, value).means === means ? rest : [...rest, { value, means, columns: [column] }]
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
