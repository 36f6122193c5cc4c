import type { CodeBook } from '../../stats/coding/code-book.ts'
import { loopedKey } from '../../stats/coding/code-loop.ts'
import type { ImportTarget } from '../../stats/coding/import-targets.ts'
import type { Brand } from '../contract/program.ts'
import { answeredBy, type SpecialColumn } from './interview-columns.ts'

/** By name or id, without regard to case. */
export function findBrand(brands: readonly Brand[], cell: string): Brand | undefined {
  const wanted = cell.toLowerCase()
  return brands.find((brand) => brand.id === wanted || brand.name.toLowerCase() === wanted)
}

interface Row {
  readonly book: CodeBook
  readonly brands: readonly Brand[]
  readonly targets: readonly (ImportTarget | null)[]
  /** The one brand that the row or the whole file is about. */
  readonly own: Brand | undefined
  readonly said: Partial<Record<SpecialColumn, string>>
  readonly answers: Readonly<Record<string, unknown>>
}

export type Rated =
  | {
      readonly ok: true
      /** The brand rated; of several, the first. */
      readonly brandId: string
      /** What the form would have asked: which brands. Empty where it asks about one. */
      readonly brands: { readonly brands?: readonly string[] }
    }
  | { readonly ok: false; readonly column: SpecialColumn; readonly value: string; readonly message: string }

/**
 * The brands that a row rates. Of a form that goes through several: those its column `brands` names, else those it
 * answers about.
 */
export function brandsRated({ book, brands, targets, own, said, answers }: Row): Rated {
  const { loop } = book
  const value = said.brand ?? ''
  const unknown = {
    ok: false,
    column: 'brand',
    value,
    message: value === '' ? 'no brand is named' : `no brand "${value}"`,
  } as const
  if (loop === undefined) return own === undefined ? unknown : { ok: true, brandId: own.id, brands: {} }
  if (own === undefined && (value !== '' || needsBrand(targets, loop.fields))) return unknown

  const names = (said.brands ?? '').split('|').map((name) => name.trim())
  const listed = names.filter((name) => name !== '').map((name) => ({ name, brand: findBrand(brands, name) }))
  const stranger = listed.find(({ brand }) => brand === undefined)
  if (stranger !== undefined) {
    return { ok: false, column: 'brands', value: stranger.name, message: `no brand "${stranger.name}"` }
  }
  const answered = loop.brands.filter(({ key }) =>
    loop.fields.some((field) => Object.hasOwn(answers, loopedKey(field, key))),
  )
  const rated = listed.length > 0 ? listed.map(({ brand }) => brand?.id ?? '') : answered.map(idOf)
  // In the order of the form, the first is the one that carries what is asked once.
  const [first = own?.id] = loop.brands.map(idOf).filter((id) => rated.includes(id))
  if (first === undefined) return { ...unknown, message: 'no brand is rated' }
  return { ok: true, brandId: first, brands: { brands: rated.length === 0 ? [first] : rated } }
}

const idOf = ({ brandId }: { brandId: string }) => brandId

/** Columns about a brand that do not say which. */
const needsBrand = (targets: readonly (ImportTarget | null)[], looped: readonly string[]) =>
  targets.some(
    (target) =>
      target !== null &&
      target.brand === undefined &&
      answeredBy(target).some((field) => looped.includes(field)),
  )
