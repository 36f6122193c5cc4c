import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactAttribute, ContactSummary } from '../../api/contract/contact.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { asFields, ContactFieldset, hasIdentity, type TypedContact } from './contact-fields.tsx'
import { contactsApi } from './contacts-api.ts'

interface ChangeContactProps {
  readonly contact: Contact
  readonly attributes: readonly ContactAttribute[]
  readonly interviewers: ContactSummary['interviewers']
}

/** What is known about somebody, to be put right; saved as a whole. */
export function ChangeContact({ contact, attributes, interviewers }: ChangeContactProps) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const [typed, setTyped] = useState<TypedContact>(() => typedOf(contact, attributes))
  const [caller, setCaller] = useState(contact.interviewerId ?? '')
  const [isUnsubscribed, setUnsubscribed] = useState(contact.unsubscribedAt !== null)
  const save = useMutation({
    mutationFn: () =>
      contactsApi.change(contact.id, {
        ...asFields(typed),
        interviewerId: caller === '' ? null : caller,
        ...(isUnsubscribed === (contact.unsubscribedAt !== null) ? {} : { unsubscribed: isUnsubscribed }),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contacts'] }),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <form className="contact-form" noValidate onSubmit={submit}>
      <ContactFieldset typed={typed} attributes={attributes} onChange={setTyped} />
      <NativeSelect
        label={t('field.interviewer')}
        value={caller}
        data={[
          { value: '', label: t('field.interviewer.none') },
          ...interviewers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => setCaller(event.currentTarget.value)}
      />
      <Checkbox
        label={t('field.unsubscribed')}
        checked={isUnsubscribed}
        onChange={(event) => setUnsubscribed(event.currentTarget.checked)}
      />
      {save.error === null ? null : <ErrorNotice error={save.error} />}
      <div className="contact-save">
        <Button type="submit" loading={save.isPending} disabled={!hasIdentity(typed)}>
          {t('save')}
        </Button>
        <span role="status" className="quiet small">
          {save.isSuccess ? t('saved') : ''}
        </span>
      </div>
    </form>
  )
}

/** Attributes that are no longer defined are not shown and stay as they are. */
const typedOf = (contact: Contact, attributes: readonly ContactAttribute[]): TypedContact => ({
  name: contact.name,
  customerNumber: contact.customerNumber ?? '',
  email: contact.email ?? '',
  phone: contact.phone ?? '',
  language: contact.language ?? '',
  consent: contact.consent,
  batch: contact.batch ?? '',
  attributes: Object.fromEntries(attributes.map(({ key }) => [key, contact.attributes[key] ?? ''])),
})
