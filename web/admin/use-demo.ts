import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { api } from '../api-client.ts'

/** Starts the demo and follows its loading; `secondsLeft` is judged from the speed so far. */
export function useDemo() {
  const queries = useQueryClient()
  const startedAt = useRef(0)
  const start = useMutation({
    mutationFn: api.startDemo,
    onMutate: () => {
      startedAt.current = Date.now()
    },
    // A first demo signs its account in; pages behind the sign-in must not judge by the session before.
    onSuccess: () => queries.refetchQueries({ queryKey: ['session'] }),
  })
  const progress = useQuery({
    queryKey: ['demo'],
    queryFn: api.demo,
    enabled: start.isSuccess,
    staleTime: 0,
    refetchInterval: (query) => (query.state.data?.state === 'loading' || !query.state.data ? 600 : false),
  })

  const { state, loaded, total } = progress.data ?? { state: 'none', loaded: 0, total: 0 }
  const share = total === 0 ? 0 : loaded / total
  const elapsed = (Date.now() - startedAt.current) / 1000
  return {
    start: start.mutate,
    isStarted: start.isPending || start.isSuccess,
    account: start.data?.account ?? null,
    programId: start.data?.programId,
    state: start.isSuccess ? state : 'none',
    loaded,
    total,
    share,
    secondsLeft: share < 0.05 ? null : (elapsed * (1 - share)) / share,
    error: start.error ?? progress.error,
    startAgain: () => {
      queries.removeQueries({ queryKey: ['demo'] })
      start.reset()
      start.mutate()
    },
  }
}

export type Demo = ReturnType<typeof useDemo>
