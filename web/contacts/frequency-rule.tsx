import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactRule } from '../../api/contract/contact.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { contactsApi } from './contacts-api.ts'

const FIRST = { most: 1, days: 30 }

/** Who is asked too often stops answering: the rule in numbers, and in the sentence that it means. */
export function FrequencyRule({ kept }: { kept: ContactRule }) {
  const { t } = useTranslation('contacts')
  const queries = useQueryClient()
  const [isLimited, setLimited] = useState(kept.mostInvitations !== null)
  const [most, setMost] = useState<number | string>(kept.mostInvitations ?? FIRST.most)
  const [days, setDays] = useState<number | string>(kept.inDays ?? FIRST.days)
  const [callingCode, setCallingCode] = useState(kept.callingCode ?? '')
  const save = useMutation({
    mutationFn: () =>
      contactsApi.changeRule({
        mostInvitations: isLimited ? Number(most) : null,
        inDays: isLimited ? Number(days) : null,
        callingCode: callingCode.trim() === '' ? null : callingCode.trim().replace(/^\+/, ''),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contacts'] }),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <section>
      <h2>{t('rule.title')}</h2>
      <form className="contact-form" noValidate onSubmit={submit}>
        <Checkbox
          label={t('rule.limited')}
          checked={isLimited}
          onChange={(event) => setLimited(event.currentTarget.checked)}
        />
        {isLimited ? (
          <div className="rule-numbers">
            <NumberInput label={t('rule.most')} min={1} max={1000} value={most} onChange={setMost} />
            <NumberInput label={t('rule.days')} min={1} max={3650} value={days} onChange={setDays} />
          </div>
        ) : null}
        <p className="quiet">
          {isLimited ? t('rule.says', { count: Number(most), days }) : t('rule.says.none')}
        </p>
        <TextInput
          label={t('rule.calling-code')}
          description={t('rule.calling-code.hint')}
          inputMode="numeric"
          maxLength={4}
          className="rule-code"
          value={callingCode}
          onChange={(event) => setCallingCode(event.currentTarget.value)}
        />
        {save.error === null ? null : <ErrorNotice error={save.error} />}
        <div className="contact-save">
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
          <span role="status" className="quiet small">
            {save.isSuccess ? t('saved') : ''}
          </span>
        </div>
      </form>
    </section>
  )
}
