import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewWave, Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { WaveFields } from './wave-fields.tsx'
import { wrongWave } from './wrong-wave.ts'

/** Renames a wave or moves its days, also while it runs: fieldwork often needs a week more. */
export function ChangeWave({ wave }: { wave: Wave }) {
  const { t } = useTranslation('studio')
  const { t: common } = useTranslation('common')
  const queries = useQueryClient()
  const [isOpen, dialog] = useDisclosure()
  const { name, opensOn, closesOn, timeZone, target } = wave
  const [change, setChange] = useState<NewWave>({ name, opensOn, closesOn, timeZone, target })
  const save = useMutation({
    mutationFn: () => api.changeWave(wave.id, { ...change, name: change.name.trim() }),
    onSuccess: async (saved) => {
      dialog.close()
      queries.setQueryData(['wave', wave.id], saved)
      await queries.invalidateQueries({ queryKey: ['waves', wave.programId] })
    },
  })

  const open = () => {
    setChange({ name, opensOn, closesOn, timeZone, target })
    save.reset()
    dialog.open()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (wrongWave(change) === undefined) save.mutate()
  }
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('waves.change')}
      </Button>
      <Dialog opened={isOpen} title={t('waves.change.title')} onClose={dialog.close}>
        <form className="wave-change" noValidate onSubmit={submit}>
          <WaveFields wave={change} onChange={setChange} />
          {save.error === null ? null : <ErrorNotice error={save.error} kept={t('design.kept')} />}
          <div className="dialog-actions">
            <Button variant="default" onClick={dialog.close}>
              {common('cancel')}
            </Button>
            <Button type="submit" disabled={wrongWave(change) !== undefined} loading={save.isPending}>
              {t('waves.change.save')}
            </Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
