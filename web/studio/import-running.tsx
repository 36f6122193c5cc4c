import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/contract/import.ts'
import { api } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Progress } from '../parts/progress.tsx'

const ASK_EVERY_MS = 700

export const isUnderWay = ({ state }: Import): boolean => state === 'queued' || state === 'running'

/** An import under way: how far, how much longer, and a way to stop. It goes on when the page is left. */
export function ImportRunning({ started }: { started: Import }) {
  const { t } = useTranslation('ways')
  const language = useLanguage()
  const queries = useQueryClient()
  const followed = useQuery({
    queryKey: ['import', started.id],
    queryFn: () => api.importProgress(started.id),
    initialData: started,
    refetchInterval: ({ state }) =>
      state.data !== undefined && isUnderWay(state.data) ? ASK_EVERY_MS : false,
  })
  const stop = useMutation({
    mutationFn: () => api.cancelImport(started.id),
    onSettled: () => followed.refetch(),
  })
  const { fileName, state, rowsDone, rows, progress, secondsLeft } = followed.data
  const hasEnded = !isUnderWay(followed.data)
  useEffect(() => {
    if (!hasEnded) return
    void queries.invalidateQueries({ queryKey: ['imports', started.waveId] })
    void queries.invalidateQueries({ queryKey: ['wave', started.waveId] })
  }, [hasEnded, queries, started.waveId])
  const number = (value: number) => formatNumber(value, language)
  return (
    <li className="import-running">
      <Progress
        label={
          state === 'queued'
            ? t('import.queued', { name: fileName })
            : t('import.running', { name: fileName, done: number(rowsDone), rows: number(rows) })
        }
        share={progress}
        secondsLeft={secondsLeft}
        onStop={() => stop.mutate()}
      />
      {followed.error === null ? null : <ErrorNotice error={followed.error} />}
      {stop.error === null ? null : <ErrorNotice error={stop.error} />}
    </li>
  )
}
