import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../parts/empty-state.tsx'
import { RoleNeeded } from '../parts/role-needed.tsx'
import { useSession } from '../session.ts'
import { ContactsTabs } from './contacts-tabs.tsx'
import './contacts.css'

/** People's addresses are for those who invite them. */
export function DesignersOnly({ children }: { children: ReactNode }) {
  const { t } = useTranslation('contacts')
  const { may } = useSession()
  if (!may('designer')) {
    return (
      <EmptyState title={t('title')} level={1}>
        <RoleNeeded needed="designer" />
      </EmptyState>
    )
  }
  return (
    <>
      <ContactsTabs />
      {children}
    </>
  )
}
