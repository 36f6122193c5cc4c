import { Button, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReceiptHolder } from '../../api/contract/erasure.ts'
import { ApiFailure, api } from '../api-client.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'

/** What is said beside the field; anything else stands below it. */
const SENTENCES = ['unknown-receipt', 'under-way'] as const

interface AnswersByReceiptProps {
  readonly waveId: string
  readonly mayErase: boolean
  /** To be left out, or let in again. */
  readonly onFound: (holder: ReceiptHolder) => void
}

/** Any answer can be named by its receipt; a respondent who wants it deleted need not say who they are. */
export function AnswersByReceipt({ waveId, mayErase, onFound }: AnswersByReceiptProps) {
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
  const find = useMutation({ mutationFn: () => api.underReceipt(waveId, receipt), onSuccess: onFound })
  const error = find.error ?? erase.error
  const sentence = SENTENCES.find((code) => error instanceof ApiFailure && error.code === code)
  const reset = () => {
    erase.reset()
    find.reset()
  }
  const ask = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    reset()
    find.mutate()
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
          error={sentence === undefined ? undefined : t(`erase.${sentence}`)}
          onChange={(event) => setReceipt(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={find.isPending} disabled={receipt.trim() === ''}>
          {t('erase.leave')}
        </Button>
        {mayErase ? (
          <Button
            variant="default"
            disabled={receipt.trim() === ''}
            onClick={() => {
              reset()
              dialog.open()
            }}
          >
            {t('erase.ask')}
          </Button>
        ) : null}
      </form>
      {erase.isSuccess ? <p role="status">{t('erase.done')}</p> : null}
      {error === null || sentence !== undefined ? null : <ErrorNotice error={error} />}
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
