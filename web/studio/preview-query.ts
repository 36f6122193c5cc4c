import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api } from '../api-client.ts'

/** The form as it would be published now; what was seen last stays until a changed one is there. */
export const previewQuery = (programId: string) =>
  queryOptions({
    queryKey: ['preview', programId],
    queryFn: () => api.preview(programId),
    placeholderData: keepPreviousData,
  })
