import type { CodeBook } from '../../stats/coding/code-book.ts'
import { type ImportTarget, importTargets } from '../../stats/coding/import-targets.ts'
import type { ColumnMapping, ImportPreview } from '../contract/import.ts'
import type { Brand } from '../contract/program.ts'
import { ApiError } from '../errors.ts'
import { titleOf } from '../forms/titles.ts'

/** Columns that say something about the interview rather than answer a question; `brands`: several, separated by |. */
export const SPECIAL_COLUMNS = ['brand', 'brands', 'id', 'weight'] as const
export type SpecialColumn = (typeof SPECIAL_COLUMNS)[number]

export const isSpecial = (code: string): code is SpecialColumn =>
  (SPECIAL_COLUMNS as readonly string[]).includes(code)

const specialsOf = ({ loop }: CodeBook): readonly SpecialColumn[] =>
  loop === undefined ? ['brand', 'id', 'weight'] : SPECIAL_COLUMNS

/** Matches every column to what it is called, or checks what the designer chose. Throws an ApiError 422. */
export function mapColumns(
  columns: readonly string[],
  chosen: ColumnMapping | undefined,
  book: CodeBook,
  brands: readonly Brand[],
): ColumnMapping {
  const codes = [...importTargets(book).map(({ code }) => code), ...specialsOf(book)]
  return chosen === undefined
    ? mapByName(columns, [...codes.map((code) => [code, code] as const), ...withBrandNames(book, brands)])
    : checkMapping(chosen, columns, new Set(codes))
}

/** `sat1__Northwind` is as good a name as `sat1__b1`. */
function withBrandNames(book: CodeBook, brands: readonly Brand[]): (readonly [string, string])[] {
  const nameOf = new Map(
    (book.loop?.brands ?? []).map(({ key, brandId }) => [
      key,
      brands.find(({ id }) => id === brandId)?.name ?? key,
    ]),
  )
  return importTargets(book).flatMap((target) => {
    const { code, of, brand } = target
    if (brand === undefined) return []
    return [[`${of}__${nameOf.get(brand)}${code.slice(`${of}__${brand}`.length)}`, code] as const]
  })
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[\s_]+/g, '-')

function mapByName(columns: readonly string[], names: readonly (readonly [string, string])[]): ColumnMapping {
  const codeOf = new Map(names.toReversed().map(([name, code]) => [plain(name), code]))
  const taken = new Set<string>()
  return Object.fromEntries(
    columns.map((column) => {
      const code = codeOf.get(plain(column))
      if (code === undefined || taken.has(code)) return [column, null]
      taken.add(code)
      return [column, code]
    }),
  )
}

function checkMapping(
  mapping: ColumnMapping,
  columns: readonly string[],
  codes: ReadonlySet<string>,
): ColumnMapping {
  const taken = new Map<string, string>()
  for (const [column, code] of Object.entries(mapping)) {
    if (!columns.includes(column)) throw wrongMapping(column, 'the file has no such column')
    if (code === null) continue
    if (!codes.has(code)) throw wrongMapping(column, `the form has no item "${code}"`)
    const other = taken.get(code)
    if (other !== undefined) throw wrongMapping(column, `"${code}" is mapped from "${other}" already`)
    taken.set(code, column)
  }
  // A column may be called `constructor`: only what the mapping itself says counts.
  const chosen = new Map(Object.entries(mapping))
  return Object.fromEntries(columns.map((column) => [column, chosen.get(column) ?? null]))
}

const wrongMapping = (column: string, what: string) =>
  new ApiError(422, 'wrong-mapping', `mapping: column "${column}": ${what}`)

/** What each column may be mapped to, for the designer to choose from. */
export function listTargets(book: CodeBook): ImportPreview['targets'] {
  const brandOf = new Map(book.loop?.brands.map(({ key, brandId }) => [key, brandId]))
  return [
    ...importTargets(book).map(({ code, of, required, brand }) => ({
      code,
      of,
      required,
      title: titleOf(of),
      brandId: brand === undefined ? null : (brandOf.get(brand) ?? null),
    })),
    ...specialsOf(book).map((code) => ({ code, of: code, required: false, title: code, brandId: null })),
  ]
}

/** Required questions that no column answers, neither whole nor in parts nor brand by brand. */
export function unmappedFields(book: CodeBook, mapping: ColumnMapping): string[] {
  const targets = new Map(importTargets(book).map((target) => [target.code, target]))
  const answered = new Set(
    Object.values(mapping).flatMap((code) => {
      const target = code === null ? undefined : targets.get(code)
      return target === undefined ? [] : answeredBy(target)
    }),
  )
  return book.fields.filter(({ code, required }) => required && !answered.has(code)).map(({ code }) => code)
}

/** The fields that a column gives answers to. */
export const answeredBy = (target: ImportTarget): readonly string[] =>
  target.kind === 'scored' || target.kind === 'percent'
    ? target.rule.branches.map(({ item }) => item)
    : [target.of]
