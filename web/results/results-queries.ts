import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Analysis, NewAnalysis, Partials } from '../../api/contract/analysis.ts'
import type { Results } from '../../api/contract/results.ts'
import { request } from '../api-client.ts'
import type { Segments } from './slice-search.ts'

const at = encodeURIComponent

export const resultsQuery = (programId: string, segments: Segments, partials: Partials) =>
  queryOptions({
    queryKey: ['results', programId, segments, partials],
    queryFn: ({ signal }) =>
      request<Results>(
        'GET',
        `/api/results/programs/${at(programId)}?partials=${partials}&segments=${at(JSON.stringify(segments))}`,
        undefined,
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })

export const isUnderWay = (analysis: Analysis | undefined) =>
  analysis === undefined || analysis.status === 'queued' || analysis.status === 'running'

/** A run under way, asked for twice a second until it ends. */
export const analysisQuery = (analysisId: string) =>
  queryOptions({
    queryKey: ['analysis', analysisId],
    queryFn: () => request<Analysis>('GET', `/api/analyses/${at(analysisId)}`),
    refetchInterval: ({ state }) => (isUnderWay(state.data) ? 500 : false),
    staleTime: 0,
  })

export const startAnalysis = (order: NewAnalysis) => request<Analysis>('POST', '/api/analyses', order)

export const stopAnalysis = (analysisId: string) =>
  request<unknown>('POST', `/api/analyses/${at(analysisId)}/cancel`, {})
