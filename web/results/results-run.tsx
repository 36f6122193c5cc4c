import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Results } from '../../api/contract/results.ts'
import { RunPanel } from '../panels/run-panel.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { useSession } from '../session.ts'
import { analysisQuery, startAnalysis, stopAnalysis } from './results-queries.ts'
import type { Segments } from './slice-search.ts'

/** As in api/contract/analysis.ts; values do not cross from there. */
const RESAMPLES = 5000
const SEED = 20_261_122

export interface ResultsRunProps {
  readonly results: Results
  readonly segments: Segments
}

/** Starts, follows and stops the full run; the page shows its numbers as soon as it is done. */
export function ResultsRun({ results, segments }: ResultsRunProps) {
  const { may } = useSession()
  const queries = useQueryClient()
  const programId = results.program.id
  const slice = JSON.stringify(segments)
  const [started, setStarted] = useState<{ readonly id: string; readonly slice: string }>()
  const order = {
    method: 'index' as const,
    slice: {
      programId,
      segments: Object.fromEntries(
        Object.entries(segments).map(([attribute, values]) => [attribute, [...values]]),
      ),
    },
    options: { scheme: 'path' as const, missing: 'auto' as const, resamples: RESAMPLES, seed: SEED },
  }
  const start = useMutation({
    mutationFn: () => startAnalysis(order),
    onSuccess: (analysis) => setStarted({ id: analysis.id, slice }),
  })
  const following = started?.slice === slice
  const run = useQuery({ ...analysisQuery(started?.id ?? ''), enabled: following })
  const stop = useMutation({
    mutationFn: () => stopAnalysis(started?.id ?? ''),
    onSettled: () => run.refetch(),
  })
  const status = following ? run.data?.status : undefined

  useEffect(() => {
    if (status !== 'done') return
    setStarted(undefined)
    void queries.invalidateQueries({ queryKey: ['results', programId] })
  }, [status, queries, programId])

  const { receipt } = results.analysis
  return (
    <>
      <RunPanel
        shown={{
          stored: results.stored,
          fresh: results.fresh,
          ...(receipt === null ? {} : { computedAt: receipt.computedAt }),
        }}
        {...(following && run.data !== undefined ? { run: run.data } : {})}
        resamples={RESAMPLES}
        mayRun={may('analyst')}
        onStart={() => start.mutate()}
        onStop={() => stop.mutate()}
      />
      {[start.error, stop.error, following ? run.error : null]
        .filter((error) => error !== null)
        .slice(0, 1)
        .map((error) => (
          <ErrorNotice key={String(error)} error={error} />
        ))}
    </>
  )
}
