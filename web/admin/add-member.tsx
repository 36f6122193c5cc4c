import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NewMember } from '../../api/contract/account.ts'
import { api } from '../api-client.ts'
import { CopyField } from '../parts/copy-field.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { wrongEmail, wrongName } from './account-fields.ts'
import { ROLES } from './roles.ts'

const EMPTY: NewMember = { name: '', email: '', role: 'analyst' }

/** Makes the account at once; its first password is shown here, to the owner, and nowhere again. */
export function AddMember({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('admin')
  const { t: common } = useTranslation('common')
  const queries = useQueryClient()
  const [member, setMember] = useState(EMPTY)
  const [isChecked, setChecked] = useState(false)
  const add = useMutation({
    mutationFn: api.addMember,
    onSuccess: () => queries.invalidateQueries({ queryKey: ['members'] }),
  })

  const close = () => {
    onClose()
    setMember(EMPTY)
    setChecked(false)
    add.reset()
  }
  const wrong = { name: wrongName(member.name), email: wrongEmail(member.email) }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    setChecked(true)
    if (wrong.name === undefined && wrong.email === undefined) {
      add.mutate({ ...member, email: member.email.trim() })
    }
  }

  const made = add.data
  const title = made === undefined ? t('members.add') : t('members.added.title', { name: made.member.name })
  return (
    <Dialog opened={opened} onClose={close} title={title}>
      {made === undefined ? (
        <form className="account-form" noValidate onSubmit={submit}>
          <TextInput
            label={t('members.name')}
            data-autofocus
            value={member.name}
            error={isChecked && wrong.name !== undefined ? t(wrong.name) : undefined}
            onChange={(event) => setMember({ ...member, name: event.currentTarget.value })}
          />
          <TextInput
            type="email"
            label={t('members.email')}
            value={member.email}
            error={isChecked && wrong.email !== undefined ? t(wrong.email) : undefined}
            onChange={(event) => setMember({ ...member, email: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('members.role')}
            description={t(`role.${member.role}.does`)}
            value={member.role}
            data={ROLES.map((role) => ({ value: role, label: common(`role.${role}`) }))}
            onChange={(event) => {
              const role = ROLES.find((role) => role === event.currentTarget.value)
              if (role !== undefined) setMember({ ...member, role })
            }}
          />
          {add.error === null ? null : <ErrorNotice error={add.error} />}
          <Button type="submit" loading={add.isPending}>
            {t('members.add.submit')}
          </Button>
        </form>
      ) : (
        <div className="account-form">
          <p>{t('members.added.text')}</p>
          <CopyField label={t('members.email')} value={made.member.email} />
          <CopyField label={t('members.password')} value={made.password} />
          <Button onClick={close}>{t('members.done')}</Button>
        </div>
      )}
    </Dialog>
  )
}
