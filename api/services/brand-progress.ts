import type { AnalysisResult } from '../../stats/analyse-indices-finish.ts'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import { BASE_LIMITS } from '../../stats/core/base-size.ts'
import type { Receipt } from '../contract/analysis.ts'
import type { BrandProgress, Fieldwork } from '../contract/fieldwork.ts'
import type { Quota } from '../contract/quota.ts'
import type { Wave } from '../contract/wave.ts'
import type { BrandCount } from '../db/counts.ts'
import type { PartialCount } from '../db/fieldwork.ts'
import type { FormModel } from '../forms/build-model.ts'
import { inclusionChances } from '../forms/lay-out.ts'
import { expectedMargin, leftByWeights } from './expected-margin.ts'

/** The last index that was computed of a program. */
export interface LastIndex {
  readonly result: AnalysisResult
  readonly receipt: Pick<Receipt, 'leftOut'> | null
}

interface Sources {
  readonly wave: Pick<Wave, 'id' | 'responsesByBrand' | 'target'>
  readonly form: { readonly codeBook: CodeBook; readonly model: FormModel | null } | undefined
  /** Asked by name. */
  readonly invited: readonly { readonly brandId: string | null; readonly people: number }[]
  /** Began, were not turned away and have not finished. */
  readonly begun: readonly Pick<PartialCount, 'brandId' | 'people'>[]
  readonly counts: readonly BrandCount[]
  readonly quotas: readonly Quota[]
  readonly deviation: number
  readonly lastIndex: LastIndex | undefined
}

const sum = (counts: readonly { readonly people: number }[]) =>
  counts.reduce((all, { people }) => all + people, 0)

/** How each brand stands, and who cannot be counted with one yet: the form itself asks them which brands they know. */
export function brandProgress(sources: Sources): Pick<Fieldwork, 'brands' | 'brandUnknown'> {
  const { wave, invited, begun, counts, quotas, deviation, lastIndex } = sources
  const brandIds = Object.keys(wave.responsesByBrand)
  const [only] = brandIds.length === 1 ? brandIds : []
  const ofBrand = (id: string | null) => ({
    invited: sum(invited.filter(({ brandId }) => (brandId ?? only ?? null) === id)),
    begun: sum(begun.filter(({ brandId }) => (brandId ?? only ?? null) === id)),
  })
  const unknown = ofBrand(null)
  const read = shareRead(wave.id, counts, lastIndex) * chanceOfIndex(sources.form)
  return {
    brandUnknown: { invited: unknown.invited, started: unknown.begun },
    brands: brandIds.map((brandId): BrandProgress => {
      const { counted = 0, setAside = 0 } = counts.find((count) => count.brandId === brandId) ?? {}
      const own = quotas.find(
        (quota) => quota.brandId === brandId && Object.keys(quota.attributes).length === 0,
      )
      const target = own?.target ?? wave.target
      const known = ofBrand(brandId)
      const marginOf = (ratings: number) => {
        const forIndex = ratings * read
        if (forIndex < BASE_LIMITS.smallBase) return null
        return expectedMargin(deviation, forIndex * leftByWeights(lastIndex?.result, brandId))
      }
      return {
        brandId,
        invited: known.invited === 0 && unknown.invited > 0 ? null : known.invited,
        started: counted + setAside + known.begun,
        counted,
        setAside,
        forIndex: Math.round(counted * read),
        target,
        marginNow: marginOf(counted),
        marginAtTarget: target === null ? null : marginOf(target),
      }
    }),
  }
}

/** The share of respondents whom the module that measures the index is drawn for. */
function chanceOfIndex(form: Sources['form']): number {
  const items = new Set(form?.model?.constructs.flatMap(({ items }) => items))
  const { modules = [], rotating = 0 } = form?.codeBook ?? {}
  const drawn = modules.filter(({ asked }) => asked === 'rotating')
  const at = drawn.findIndex(({ fields }) => fields.some((code) => items.has(code)))
  const chances = inclusionChances(
    drawn.map(({ weight }) => weight),
    rotating,
  )
  return at < 0 ? 1 : (chances[at] ?? 1)
}

/** Of a wave that was moved to another form: the share of its answers that are to the form the index is computed of. */
function shareRead(waveId: string, counts: readonly BrandCount[], lastIndex: LastIndex | undefined): number {
  const all = counts.reduce((so, { counted }) => so + counted, 0)
  const others = (lastIndex?.receipt?.leftOut ?? [])
    .filter((left) => left.waveId === waveId)
    .reduce((so, { observations }) => so + observations, 0)
  return all === 0 ? 1 : Math.max(0, all - others) / all
}
