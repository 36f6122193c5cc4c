import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiFailure, api } from '../api-client.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { Outside } from '../parts/outside.tsx'
import './admin.css'
import { wrongEmail } from './account-fields.ts'

export function SignInPage() {
  const { t } = useTranslation('admin')
  const { next } = useSearch({ from: '/sign-in' })
  const queries = useQueryClient()
  const navigate = useNavigate()
  const router = useRouter()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [isChecked, setChecked] = useState(false)
  const signIn = useMutation({
    mutationFn: () => api.signIn(email.trim(), password),
    onSuccess: async () => {
      queries.clear()
      if (next !== undefined && isOurs(next)) router.history.push(next)
      else await navigate({ to: '/programs' })
    },
  })

  const wrong = wrongEmail(email)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setChecked(true)
    if (wrong === undefined && password !== '') signIn.mutate()
    else
      event.currentTarget.querySelector<HTMLInputElement>(wrong ? '[name=email]' : '[name=password]')?.focus()
  }
  return (
    <Outside>
      <title>{`${t('sign-in.title')} · Manyi`}</title>
      <form className="account-form sign-in" noValidate onSubmit={submit}>
        <h1>{t('sign-in.title')}</h1>
        <TextInput
          name="email"
          type="email"
          label={t('field.email')}
          autoComplete="username"
          value={email}
          error={isChecked && wrong !== undefined ? t(wrong) : undefined}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          name="password"
          label={t('field.password')}
          autoComplete="current-password"
          value={password}
          error={isChecked && password === '' ? t('wrong.password-empty') : undefined}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Failure error={signIn.error} />
        <Button type="submit" size="lg" loading={signIn.isPending}>
          {t('sign-in.submit')}
        </Button>
      </form>
    </Outside>
  )
}

/** Only an address of this site: `next` comes from the address bar, which anybody may write. */
const isOurs = (address: string) => address.startsWith('/') && !/^\/[/\\]/.test(address)

function Failure({ error }: { error: Error | null }) {
  const { t } = useTranslation('admin')
  if (error === null) return null
  if (error instanceof ApiFailure && error.status === 401)
    return <Notice tone="bad">{t('sign-in.wrong')}</Notice>
  return <ErrorNotice error={error} />
}
