import type { Wave } from '../contract/wave.ts'
import { listBrands, listWaveBrands } from '../db/brands.ts'
import type { Db } from '../db/database.ts'
import { ApiError } from '../errors.ts'

/** Refuses a link or an invitation about a brand that the wave does not ask about; null: the form asks for the brand. */
export async function checkBrand(
  db: Db,
  { id, programId, formNumber }: Pick<Wave, 'id' | 'programId' | 'formNumber'>,
  brandId: string | null,
): Promise<void> {
  if (brandId === null) return
  const brand = (await listBrands(db, programId)).find((brand) => brand.id === brandId)
  if (brand === undefined) {
    throw new ApiError(422, 'unknown-brand', 'brandId: is not a brand of this program')
  }
  const asked = await listWaveBrands(db, id)
  if (!asked.some((brand) => brand.id === brandId)) {
    throw new ApiError(
      422,
      'not-in-form',
      `brandId: form ${formNumber}, which this wave asks, does not know "${brand.name}" yet; publish the questionnaire with it and move the wave to the newest form first`,
    )
  }
}
