import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewWave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { dayAfter } from './day-after.ts'
import { WaveFields } from './wave-fields.tsx'
import { wrongWave } from './wrong-wave.ts'

const DAYS = 27

interface NewWaveFormProps {
  readonly programId: string
  readonly number: number
  readonly onDone?: () => void
}

/** Four weeks from today unless the designer says otherwise. */
export function NewWaveForm({ programId, number, onDone }: NewWaveFormProps) {
  const { t } = useTranslation('studio')
  const { t: common } = useTranslation('common')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [wave, setWave] = useState<NewWave>(() => ({
    name: t('waves.default-name', { number }),
    opensOn: dayAfter(new Date(), 0),
    closesOn: dayAfter(new Date(), DAYS),
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  }))
  const create = useMutation({
    mutationFn: () => api.createWave(programId, { ...wave, name: wave.name.trim() }),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: ['waves', programId] })
      await queries.invalidateQueries({ queryKey: ['programs'] })
      await navigate({ to: '/programs/$programId/waves/$waveId', params: { programId, waveId: id } })
    },
  })

  const wrong = wrongWave(wave)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (wrong === undefined) create.mutate()
  }
  return (
    <form className="new-wave" noValidate onSubmit={submit}>
      <WaveFields wave={wave} onChange={setWave} />
      <div className="new-wave-actions">
        <Button type="submit" disabled={wrong !== undefined} loading={create.isPending}>
          {t('waves.create')}
        </Button>
        {onDone === undefined ? null : (
          <Button variant="subtle" className="quiet-button" onClick={onDone}>
            {common('cancel')}
          </Button>
        )}
      </div>
      {create.error === null ? null : <ErrorNotice error={create.error} />}
    </form>
  )
}
