import type { OpenForm } from '../../api/contract/response.ts'

/** The brand that need not be asked: the link's, or the only one there is. */
export function knownBrand({ brands, brandId }: OpenForm): OpenForm['brands'][number] | undefined {
  return brands.find(({ id }) => id === brandId || brands.length === 1)
}
