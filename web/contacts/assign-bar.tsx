import { Button, Checkbox, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactFilter, ContactSummary } from '../../api/contract/contact.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { contactsApi } from './contacts-api.ts'

interface AssignBarProps {
  readonly filter: ContactFilter
  readonly chosen: readonly string[] | 'all'
  readonly total: number
  readonly summary: ContactSummary
  readonly onAll: () => void
  readonly onNone: () => void
}

/** How many are chosen, the way to choose all that fit, and what can be done with them. */
export function AssignBar({ filter, chosen, total, summary, onAll, onNone }: AssignBarProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const [isOpen, dialog] = useDisclosure()
  const count = chosen === 'all' ? total : chosen.length
  const formatted = formatNumber(count, language)
  return (
    <div className="assign-bar">
      <strong>{t('selected', { count, formatted })}</strong>
      {chosen === 'all' || chosen.length === total ? null : (
        <Button variant="subtle" size="sm" className="quiet-button" onClick={onAll}>
          {t('select.all', { formatted: formatNumber(total, language) })}
        </Button>
      )}
      <Button variant="subtle" size="sm" className="quiet-button" onClick={onNone}>
        {t('select.none')}
      </Button>
      <Button size="sm" onClick={dialog.open}>
        {t('assign')}
      </Button>
      <Dialog opened={isOpen} onClose={dialog.close} title={t('assign.title', { formatted })}>
        <AssignForm
          contacts={chosen === 'all' ? { filter } : { ids: [...chosen] }}
          summary={summary}
          onDone={() => {
            dialog.close()
            onNone()
          }}
        />
      </Dialog>
    </div>
  )
}

interface AssignFormProps {
  readonly contacts: Parameters<typeof contactsApi.assign>[0]['contacts']
  readonly summary: ContactSummary
  readonly onDone: () => void
}

function AssignForm({ contacts, summary, onDone }: AssignFormProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const queries = useQueryClient()
  const known = useId()
  const [batch, setBatch] = useState('')
  const [callers, setCallers] = useState<readonly string[]>([])
  const assign = useMutation({
    mutationFn: () =>
      contactsApi.assign({
        contacts,
        ...(batch.trim() === '' ? {} : { batch: batch.trim() }),
        ...(callers.length === 0 ? {} : { interviewerIds: [...callers] }),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contacts'] }),
  })
  if (assign.data !== undefined) {
    const count = assign.data.assigned
    return (
      <>
        <Notice tone="good">{t('assign.done', { count, formatted: formatNumber(count, language) })}</Notice>
        <div className="dialog-actions">
          <Button onClick={onDone}>OK</Button>
        </div>
      </>
    )
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    assign.mutate()
  }
  return (
    <form className="contact-form" onSubmit={submit}>
      <TextInput
        label={t('assign.batch')}
        description={t('assign.batch.hint')}
        data-autofocus
        list={known}
        maxLength={200}
        value={batch}
        onChange={(event) => setBatch(event.currentTarget.value)}
      />
      <datalist id={known}>
        {summary.batches.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Checkbox.Group
        label={t('assign.interviewers')}
        description={t('assign.interviewers.hint')}
        value={[...callers]}
        onChange={setCallers}
      >
        <div className="callers">
          {summary.interviewers.map(({ id, name }) => (
            <Checkbox key={id} value={id} label={name} />
          ))}
        </div>
      </Checkbox.Group>
      {assign.error === null ? null : <ErrorNotice error={assign.error} />}
      <div className="dialog-actions">
        <Button
          type="submit"
          loading={assign.isPending}
          disabled={batch.trim() === '' && callers.length === 0}
        >
          {t('assign')}
        </Button>
      </div>
    </form>
  )
}
