import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { Results } from '../../api/contract/results.ts'
import { RunPanel } from '../panels/run-panel.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { useSession } from '../session.ts'
import { analysisQuery, isUnderWay, startAnalysis, stopAnalysis } from './results-queries.ts'
import { sliceKey } from './slice-search.ts'

/** As in api/contract/analysis.ts; values do not cross from there. */
const RESAMPLES = 5000
const SEED = 20_261_122

/** Starts, follows and stops the full run, whoever started it; its numbers are shown as soon as it is done. */
export function ResultsRun({ results }: { readonly results: Results }) {
  const { may } = useSession()
  const queries = useQueryClient()
  const programId = results.program.id
  // The slice of the numbers shown, not of the address, which may be ahead of them.
  const { segments, partials } = results.analysis.slice
  const [known, setKnown] = useState<{ readonly id: string; readonly slice: string }>()
  const slice = sliceKey(segments, partials)
  const followed = results.pending?.id ?? (known?.slice === slice ? known.id : undefined)
  const refresh = useCallback(
    () => queries.invalidateQueries({ queryKey: ['results', programId] }),
    [queries, programId],
  )
  const start = useMutation({
    mutationFn: () =>
      startAnalysis({
        method: 'index',
        slice: { programId, segments, partials },
        options: { scheme: 'path', missing: 'auto', resamples: RESAMPLES, seed: SEED },
      }),
    onSuccess: ({ id }) => setKnown({ id, slice }),
  })
  const run = useQuery({ ...analysisQuery(followed ?? ''), enabled: followed !== undefined })
  const stop = useMutation({
    mutationFn: (analysisId: string) => stopAnalysis(analysisId),
    onSettled: () => run.refetch(),
  })
  const shown = followed === undefined ? undefined : (run.data ?? results.pending ?? undefined)
  const ended = shown !== undefined && !isUnderWay(shown)

  // Kept after the server no longer lists it, so that how it ended can be told.
  useEffect(() => {
    if (results.pending !== null) setKnown({ id: results.pending.id, slice })
  }, [results.pending, slice])

  useEffect(() => {
    if (ended) void refresh()
  }, [ended, refresh])

  const { receipt } = results.analysis
  return (
    <>
      <RunPanel
        shown={{
          stored: results.stored,
          fresh: results.fresh,
          ...(receipt === null ? {} : { computedAt: receipt.computedAt }),
        }}
        {...(shown === undefined ? {} : { run: shown })}
        resamples={RESAMPLES}
        mayRun={may('analyst')}
        onStart={() => start.mutate()}
        onStop={() => followed !== undefined && stop.mutate(followed)}
      />
      {[start.error, stop.error, followed === undefined ? null : run.error]
        .filter((error) => error !== null)
        .slice(0, 1)
        .map((error) => (
          <ErrorNotice key={String(error)} error={error} />
        ))}
    </>
  )
}
