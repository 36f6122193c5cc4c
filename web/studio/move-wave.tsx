import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'

/** Offered where a wave that still takes answers is on an older form. */
export function MoveWave({ wave, program }: { wave: Wave; program: Program }) {
  const { t } = useTranslation('modules')
  const { t: common } = useTranslation('common')
  const queries = useQueryClient()
  const [isOpen, dialog] = useDisclosure()
  const number = program.form?.number ?? wave.formNumber
  const move = useMutation({
    mutationFn: () => api.changeWave(wave.id, { formNumber: number }),
    onSuccess: async (saved) => {
      dialog.close()
      queries.setQueryData(['wave', wave.id], saved)
      await queries.invalidateQueries({ queryKey: ['wave-brands', wave.id] })
    },
  })
  if (number <= wave.formNumber || wave.state === 'closed') return null
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t('wave.move', { number })}
      </Button>
      <Dialog
        opened={isOpen}
        onClose={dialog.close}
        title={t('wave.move.title', { name: wave.name, number })}
      >
        <p>{t('wave.move.text', { number })}</p>
        {move.error === null ? null : <ErrorNotice error={move.error} />}
        <div className="dialog-actions">
          <Button variant="default" onClick={dialog.close}>
            {common('cancel')}
          </Button>
          <Button data-autofocus loading={move.isPending} onClick={() => move.mutate()}>
            {t('wave.move', { number })}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
