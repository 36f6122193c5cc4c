import { Button, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiFailure, api } from '../api-client.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'

/** A respondent who wants the answers deleted has a receipt, and need not say who they are. */
export function EraseReceipt({ waveId }: { waveId: string }) {
  const { t } = useTranslation('fieldwork')
  const { t: common } = useTranslation('common')
  const queries = useQueryClient()
  const [receipt, setReceipt] = useState('')
  const [isOpen, dialog] = useDisclosure()
  const erase = useMutation({
    mutationFn: () => api.eraseUnderReceipt(waveId, receipt),
    onSuccess: async () => {
      setReceipt('')
      await queries.invalidateQueries()
    },
    onSettled: dialog.close,
  })
  const isUnknown = erase.error instanceof ApiFailure && erase.error.code === 'unknown-receipt'
  const ask = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    erase.reset()
    dialog.open()
  }
  return (
    <section className="erase-receipt">
      <h2>{t('erase.title')}</h2>
      <p className="quiet">{t('erase.text')}</p>
      <form onSubmit={ask}>
        <TextInput
          label={t('erase.receipt')}
          value={receipt}
          maxLength={60}
          autoComplete="off"
          error={isUnknown ? t('erase.unknown-receipt') : undefined}
          onChange={(event) => setReceipt(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" disabled={receipt.trim() === ''}>
          {t('erase.ask')}
        </Button>
      </form>
      {erase.isSuccess ? <p role="status">{t('erase.done')}</p> : null}
      {erase.error === null || isUnknown ? null : <ErrorNotice error={erase.error} />}
      <Dialog opened={isOpen} onClose={dialog.close} title={t('erase.sure', { receipt: receipt.trim() })}>
        <p>{t('erase.sure.text')}</p>
        <div className="dialog-actions">
          <Button variant="default" onClick={dialog.close}>
            {common('cancel')}
          </Button>
          <Button loading={erase.isPending} onClick={() => erase.mutate()}>
            {t('erase.do')}
          </Button>
        </div>
      </Dialog>
    </section>
  )
}
