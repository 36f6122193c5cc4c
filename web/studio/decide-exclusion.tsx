import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brand } from '../../api/contract/program.ts'
import type { ExclusionReason } from '../../api/contract/quality.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { useUndo } from '../parts/undo.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { IndexEffect } from './index-effect.tsx'

const REASONS = {
  out: ['careless', 'duplicate', 'not-a-customer', 'test', 'other'],
  in: ['mistake', 'other'],
} as const satisfies Record<string, readonly ExclusionReason[]>

interface DecideExclusionProps {
  readonly wave: Wave
  readonly brands: readonly Brand[]
  readonly responseIds: readonly string[]
  readonly excluded: boolean
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Why, and what it does to the index, before it is done. */
export function DecideExclusion(props: DecideExclusionProps) {
  const { wave, brands, responseIds, excluded, onClose, onDone } = props
  const { t } = useTranslation('fieldwork')
  const { t: common } = useTranslation('common')
  const queries = useQueryClient()
  const offerUndo = useUndo()
  const reasons: readonly ExclusionReason[] = excluded ? REASONS.out : REASONS.in
  const [reason, setReason] = useState<ExclusionReason>(reasons[0] ?? 'other')
  const [note, setNote] = useState('')
  const which = { responseIds: [...responseIds], excluded }
  const effect = useQuery({
    queryKey: ['exclusion', wave.id, which],
    queryFn: () => api.previewExclusion(wave.id, which),
    staleTime: 0,
  })
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['quality', wave.id] })
    await queries.invalidateQueries({ queryKey: ['wave', wave.id] })
  }
  const decide = useMutation({ mutationFn: () => api.exclude(wave.id, { ...which, reason, note }) })
  const takeBack = useMutation({
    mutationFn: () => api.exclude(wave.id, { ...which, excluded: !excluded, reason: 'mistake', note: '' }),
    onSettled: refresh,
  })

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    await decide.mutateAsync()
    onDone()
    offerUndo({
      message: t(excluded ? 'decide.done.exclude' : 'decide.done.include'),
      undo: () => takeBack.mutate(),
    })
    await refresh()
  }
  return (
    <Dialog opened title={t(excluded ? 'decide.exclude' : 'decide.include')} onClose={onClose}>
      <form className="decide" noValidate onSubmit={(event) => void submit(event).catch(() => {})}>
        <NativeSelect
          label={t('decide.reason')}
          value={reason}
          data={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          onChange={(event) => setReason(event.currentTarget.value as ExclusionReason)}
        />
        <Textarea
          label={t('decide.note')}
          description={t('decide.note.hint')}
          value={note}
          maxLength={500}
          autosize
          minRows={2}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <section>
          <strong>{t('decide.effect')}</strong>
          {effect.isPending ? <Waiting /> : null}
          {effect.error === null ? null : <ErrorNotice error={effect.error} />}
          {effect.data === undefined ? null : <IndexEffect effect={effect.data.brands} brands={brands} />}
        </section>
        {decide.error === null ? null : <ErrorNotice error={decide.error} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={decide.isPending}>
            {t(excluded ? 'decide.do.exclude' : 'decide.do.include')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
