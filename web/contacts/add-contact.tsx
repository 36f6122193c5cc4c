import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactAttribute } from '../../api/contract/contact.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { asFields, ContactFieldset, hasIdentity, NOBODY } from './contact-fields.tsx'
import { contactsApi } from './contacts-api.ts'

interface AddContactProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly attributes: readonly ContactAttribute[]
}

export function AddContact({ opened, onClose, attributes }: AddContactProps) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [typed, setTyped] = useState(NOBODY)
  const add = useMutation({
    mutationFn: () => contactsApi.add(asFields(typed)),
    onSuccess: async (made) => {
      await queries.invalidateQueries({ queryKey: ['contacts'] })
      await navigate({ to: '/contacts/$contactId', params: { contactId: made.id } })
    },
  })
  const close = () => {
    onClose()
    setTyped(NOBODY)
    add.reset()
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    add.mutate()
  }
  return (
    <Dialog opened={opened} onClose={close} title={t('add')}>
      <form className="contact-form" noValidate onSubmit={submit}>
        <ContactFieldset typed={typed} attributes={attributes} onChange={setTyped} />
        {add.error === null ? null : <ErrorNotice error={add.error} />}
        <div className="dialog-actions">
          <Button type="submit" loading={add.isPending} disabled={!hasIdentity(typed)}>
            {t('add')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
