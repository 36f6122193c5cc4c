import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api-client.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { wrongEmail, wrongName, wrongNewPassword, wrongOrganisation } from './account-fields.ts'

const EMPTY = { name: '', organisation: '', email: '', password: '' }

export function FirstAccount() {
  const { t } = useTranslation('admin')
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [owner, setOwner] = useState(EMPTY)
  const [isChecked, setChecked] = useState(false)
  const create = useMutation({
    mutationFn: api.setUp,
    onSuccess: async () => {
      await queries.refetchQueries({ queryKey: ['session'] })
      await navigate({ to: '/programs' })
    },
  })

  const wrong = {
    name: wrongName(owner.name),
    organisation: wrongOrganisation(owner.organisation),
    email: wrongEmail(owner.email),
    password: wrongNewPassword(owner.password),
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setChecked(true)
    const first = (Object.keys(EMPTY) as (keyof typeof EMPTY)[]).find((field) => wrong[field] !== undefined)
    if (first === undefined) create.mutate({ ...owner, email: owner.email.trim() })
    else event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus()
  }
  const field = (name: keyof typeof EMPTY) => ({
    name,
    value: owner[name],
    required: true,
    withAsterisk: false,
    error: isChecked && wrong[name] !== undefined ? t(wrong[name]) : undefined,
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget
      setOwner((owner) => ({ ...owner, [name]: value }))
    },
  })

  return (
    <form className="account-form" noValidate onSubmit={submit}>
      <h2>{t('welcome.account.title')}</h2>
      <p className="quiet">{t('welcome.account.text')}</p>
      <TextInput {...field('name')} label={t('field.name')} autoComplete="name" />
      <TextInput {...field('organisation')} label={t('field.organisation')} autoComplete="organization" />
      <TextInput {...field('email')} type="email" label={t('field.email')} autoComplete="email" />
      <PasswordInput
        {...field('password')}
        label={t('field.password')}
        description={t('field.password.hint')}
        autoComplete="new-password"
      />
      {create.error === null ? null : <ErrorNotice error={create.error} />}
      <Button type="submit" variant="default" size="lg" loading={create.isPending}>
        {t('welcome.account.create')}
      </Button>
    </form>
  )
}
