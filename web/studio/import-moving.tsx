import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/contract/import.ts'
import { api } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { Progress } from '../parts/progress.tsx'

const ASK_EVERY_MS = 700

/** An import being taken back, or let in again: how far, and a way on where it stopped. It goes on when the page is left. */
export function ImportMoving({ made }: { made: Import }) {
  const { t } = useTranslation('replacing')
  const language = useLanguage()
  const queries = useQueryClient()
  const followed = useQuery({
    queryKey: ['import-moving', made.id],
    queryFn: () => api.importProgress(made.id),
    initialData: made,
    gcTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.moving !== null && state.data?.moveFailure === null ? ASK_EVERY_MS : false,
  })
  const { fileName: name, standing, moving, moveFailure, decision } = followed.data
  const goOn = useMutation({
    mutationFn: () => {
      const { reason = 'other', note = '' } = decision ?? {}
      return api.takeBackImport(made.id, { takenBack: standing === 'leaving', reason, note })
    },
    onSettled: () => followed.refetch(),
  })
  const isOver = moving === null
  useEffect(() => {
    // Whatever counts answers is another number now.
    if (isOver) void queries.invalidateQueries()
  }, [isOver, queries])
  if (moving === null) return null
  const { done, all } = moving
  const said = { name, done: formatNumber(done, language), all: formatNumber(all, language) }
  if (moveFailure !== null) {
    const action = (
      <Button variant="default" size="sm" loading={goOn.isPending} onClick={() => goOn.mutate()}>
        {t('moving.on')}
      </Button>
    )
    return (
      <li className="import-running">
        <Notice tone="bad" action={action}>
          {t('moving.stopped', said)}
        </Notice>
        {goOn.error === null ? null : <ErrorNotice error={goOn.error} />}
      </li>
    )
  }
  const share = all === 0 ? 0 : Math.min(1, done / all)
  const elapsed = decision === null ? 0 : (followed.dataUpdatedAt - Date.parse(decision.at)) / 1000
  return (
    <li className="import-running">
      <Progress
        label={t(standing === 'leaving' ? 'leaving' : 'returning', said)}
        share={share}
        secondsLeft={share === 0 || elapsed <= 0 ? null : (elapsed / share) * (1 - share)}
      />
      {followed.error === null ? null : <ErrorNotice error={followed.error} />}
    </li>
  )
}
