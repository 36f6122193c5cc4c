import { queryOptions } from '@tanstack/react-query'
import { api } from '../api-client.ts'

/** Instruments and respondent questions; they change only with the software. */
export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: api.catalogue,
  staleTime: Number.POSITIVE_INFINITY,
})
