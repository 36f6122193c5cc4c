import { Button, NativeSelect } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Member } from '../../api/contract/account.ts'
import type { Role } from '../../api/contract/common.ts'
import { api } from '../api-client.ts'
import { formatDay } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Icon } from '../parts/icon.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { RoleNeeded } from '../parts/role-needed.tsx'
import { useUndo } from '../parts/undo.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useSession } from '../session.ts'
import { AddMember } from './add-member.tsx'
import './admin.css'
import { ROLES } from './roles.ts'

const KEY = ['members']

export function MembersPage() {
  const { t } = useTranslation('admin')
  const { t: common } = useTranslation('common')
  const { organisation, may } = useSession()
  const isOwner = may('owner')
  const members = useQuery({ queryKey: KEY, queryFn: api.members, enabled: isOwner })
  const [isAdding, adding] = useDisclosure()

  if (!isOwner) {
    return (
      <EmptyState title={t('members.owners-only.title')}>
        <RoleNeeded needed="owner" />
      </EmptyState>
    )
  }
  return (
    <>
      <PageHeader
        title={t('members.title')}
        lead={t('members.lead', { organisation: organisation?.name ?? '' })}
        actions={
          <Button leftSection={<Icon name="plus" />} onClick={adding.open}>
            {t('members.add')}
          </Button>
        }
      />
      {members.isPending ? <Waiting /> : null}
      {members.error === null ? null : (
        <ErrorNotice error={members.error} onRetry={() => void members.refetch()} />
      )}
      {members.data === undefined ? null : <MemberList members={members.data} />}
      <dl className="roles">
        {ROLES.map((role) => (
          <div key={role}>
            <dt>{common(`role.${role}`)}</dt>
            <dd>{t(`role.${role}.does`)}</dd>
          </div>
        ))}
      </dl>
      <AddMember opened={isAdding} onClose={adding.close} />
    </>
  )
}

function MemberList({ members }: { members: readonly Member[] }) {
  const { t } = useTranslation('admin')
  const { t: common } = useTranslation('common')
  const language = useLanguage()
  const { user } = useSession()
  const queries = useQueryClient()
  const offerUndo = useUndo()
  const [hidden, setHidden] = useState<readonly string[]>([])
  const refresh = () => queries.invalidateQueries({ queryKey: KEY })
  const change = useMutation({
    mutationFn: ({ id, role }: { id: string; role: Role }) => api.changeMember(id, { role }),
    onSettled: refresh,
  })
  const remove = useMutation({ mutationFn: api.removeMember, onSettled: refresh })
  const show = (id: string) => setHidden((hidden) => hidden.filter((other) => other !== id))

  // Removed for good only once the time to undo is over.
  const removeSoon = ({ id, name }: Member) => {
    setHidden((hidden) => [...hidden, id])
    offerUndo({
      message: t('members.removed', { name }),
      undo: () => show(id),
      settle: () => remove.mutate(id, { onError: () => show(id) }),
    })
  }

  const error = change.error ?? remove.error
  return (
    <>
      {error === null ? null : <ErrorNotice error={error} />}
      <table className="list">
        <thead>
          <tr>
            <th scope="col">{t('members.name')}</th>
            <th scope="col">{t('members.email')}</th>
            <th scope="col">{t('members.role')}</th>
            <th scope="col">{t('members.joined')}</th>
            <th scope="col">
              <span className="unseen">{t('members.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {members
            .filter(({ id }) => !hidden.includes(id))
            .map((member) => {
              const isSelf = member.email === user?.email
              return (
                <tr key={member.id}>
                  <td>
                    <strong>{member.name}</strong>
                    {isSelf ? <span className="quiet"> · {t('members.you')}</span> : null}
                  </td>
                  <td data-label={t('members.email')} className="member-email">
                    {member.email}
                  </td>
                  <td data-label={t('members.role')}>
                    <NativeSelect
                      size="sm"
                      aria-label={t('members.role-of', { name: member.name })}
                      value={member.role}
                      disabled={isSelf}
                      title={isSelf ? t('members.self') : undefined}
                      data={ROLES.map((role) => ({ value: role, label: common(`role.${role}`) }))}
                      onChange={(event) => {
                        const role = ROLES.find((role) => role === event.currentTarget.value)
                        if (role !== undefined) change.mutate({ id: member.id, role })
                      }}
                    />
                  </td>
                  <td data-label={t('members.joined')} className="quiet">
                    {formatDay(member.joinedAt.slice(0, 10), language)}
                  </td>
                  <td className="number">
                    {isSelf ? null : (
                      <Button
                        variant="subtle"
                        size="sm"
                        className="quiet-button"
                        aria-label={t('members.remove-name', { name: member.name })}
                        onClick={() => removeSoon(member)}
                      >
                        {t('members.remove')}
                      </Button>
                    )}
                  </td>
                </tr>
              )
            })}
        </tbody>
      </table>
      <p className="quiet members-note">{t('members.self')}</p>
    </>
  )
}
