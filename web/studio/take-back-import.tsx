import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/contract/import.ts'
import type { Brand } from '../../api/contract/program.ts'
import type { TakingBackReason } from '../../api/contract/taking-back.ts'
import { api } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { useUndo } from '../parts/undo.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { IndexEffect } from './index-effect.tsx'

const REASONS = {
  back: ['corrected-file', 'wrong-columns', 'wrong-wave', 'imported-twice', 'test', 'other'],
  in: ['mistake', 'other'],
} as const satisfies Record<string, readonly TakingBackReason[]>

interface TakeBackImportProps {
  readonly made: Import
  readonly brands: readonly Brand[]
  /** False: it is to be let in again. */
  readonly takenBack: boolean
  readonly onClose: () => void
}

/** In a dialog: how many interviews leave (or come back), why, and what it does to the index, before it is done. */
export function TakeBackImport({ made, brands, takenBack, onClose }: TakeBackImportProps) {
  const { t } = useTranslation('replacing')
  const { t: fieldwork } = useTranslation('fieldwork')
  const { t: common } = useTranslation('common')
  const language = useLanguage()
  const queries = useQueryClient()
  const offerUndo = useUndo()
  const way = takenBack ? 'back' : 'in'
  const reasons: readonly TakingBackReason[] = REASONS[way]
  const [reason, setReason] = useState<TakingBackReason>(reasons[0] ?? 'other')
  const [note, setNote] = useState('')
  const effect = useQuery({
    queryKey: ['taking-back', made.id, takenBack],
    queryFn: () => api.previewTakingBack(made.id, { takenBack }),
    staleTime: 0,
    gcTime: 0,
  })
  const decide = useMutation({
    mutationFn: () => api.takeBackImport(made.id, { takenBack, reason, note }),
  })
  const undo = useMutation({
    mutationFn: () => api.takeBackImport(made.id, { takenBack: !takenBack, reason: 'mistake', note: '' }),
    onSettled: () => queries.invalidateQueries(),
  })
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { moving } = await decide.mutateAsync()
    onClose()
    // One that goes on in the background is undone from the list when it is over.
    if (moving === null) offerUndo({ message: t(`${way}.done`), undo: () => undo.mutate() })
    // Whatever counts answers is another number now.
    await queries.invalidateQueries()
  }
  const say = (key: string, count: number) => t(key, { count, formatted: formatNumber(count, language) })
  return (
    <form className="decide" noValidate onSubmit={(event) => void submit(event).catch(() => {})}>
      {effect.data === undefined ? null : (
        <p>
          {say(`${way}.lead`, effect.data.interviews)}{' '}
          {effect.data.excluded === 0 ? null : say('back.excluded', effect.data.excluded)}
        </p>
      )}
      <NativeSelect
        label={fieldwork('decide.reason')}
        value={reason}
        data={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
        onChange={(event) => setReason(event.currentTarget.value as TakingBackReason)}
      />
      <Textarea
        label={fieldwork('decide.note')}
        description={t('note.hint')}
        value={note}
        maxLength={500}
        autosize
        minRows={2}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <section>
        <strong>{fieldwork('decide.effect')}</strong>
        {effect.isPending ? <Waiting /> : null}
        {effect.error === null ? null : <ErrorNotice error={effect.error} />}
        {effect.data === undefined ? null : <IndexEffect effect={effect.data.brands} brands={brands} />}
      </section>
      {decide.error === null ? null : <ErrorNotice error={decide.error} />}
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button type="submit" loading={decide.isPending} disabled={effect.data === undefined}>
          {t(`${way}.do`)}
        </Button>
      </div>
    </form>
  )
}
