import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiFailure } from './api-client.ts'

const isSignedOut = (error: unknown) => error instanceof ApiFailure && error.status === 401
const isWorthRepeating = (error: unknown) =>
  !(error instanceof ApiFailure) || error.status === 0 || error.status >= 502

/** What the server answered, kept for the pages. A sentence from the server is final; a lost connection is tried again. */
export function createQueries({ onSignedOut }: { onSignedOut: () => void }): QueryClient {
  const queries = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (!isSignedOut(error)) return
        queries.removeQueries({ queryKey: ['session'] })
        onSignedOut()
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && isWorthRepeating(error),
      },
    },
  })
  return queries
}
