import { queryOptions } from '@tanstack/react-query'
import { api } from '../api-client.ts'

/** The brands that a link or an invitation of a wave can be about: those its form knows. */
export const waveBrandsQuery = (waveId: string) =>
  queryOptions({ queryKey: ['wave-brands', waveId], queryFn: () => api.waveBrands(waveId) })
