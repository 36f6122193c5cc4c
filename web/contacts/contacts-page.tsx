import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ContactFilter } from '../../api/contract/contact.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Icon } from '../parts/icon.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { AddContact } from './add-contact.tsx'
import { ContactFilters } from './contact-filters.tsx'
import { ContactList } from './contact-list.tsx'
import { readFilter } from './contact-search.ts'
import { addressOf, contactsApi } from './contacts-api.ts'
import { DesignersOnly } from './designers-only.tsx'

export const ContactsPage = () => (
  <DesignersOnly>
    <Register />
  </DesignersOnly>
)

function Register() {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const filter = readFilter(useSearch({ from: '/inside/contacts' }))
  const summary = useQuery({ queryKey: ['contacts', 'summary'], queryFn: contactsApi.summary })
  const attributes = useQuery({ queryKey: ['contacts', 'attributes'], queryFn: contactsApi.attributes })
  const [isAdding, adding] = useDisclosure()
  const change = (next: ContactFilter) =>
    void navigate({ to: '/contacts', search: next as Record<string, string | undefined>, replace: true })
  const isEmpty = summary.data?.contacts === 0
  const error = summary.error ?? attributes.error
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            {isEmpty ? null : <Export filter={filter} />}
            <Button variant="default" leftSection={<Icon name="plus" />} onClick={adding.open}>
              {t('add')}
            </Button>
            <Button renderRoot={(props) => <Link to="/contacts/import" {...props} />}>{t('import')}</Button>
          </>
        }
      />
      {error === null ? null : <ErrorNotice error={error} onRetry={() => void summary.refetch()} />}
      {isEmpty ? (
        <EmptyState
          title={t('empty.title')}
          action={
            <Button renderRoot={(props) => <Link to="/contacts/import" {...props} />}>{t('import')}</Button>
          }
        >
          {t('empty.text')}
        </EmptyState>
      ) : summary.data === undefined || attributes.data === undefined ? (
        error === null ? (
          <Waiting />
        ) : null
      ) : (
        <>
          <ContactFilters
            filter={filter}
            summary={summary.data}
            attributes={attributes.data}
            onChange={change}
          />
          <ContactList
            filter={filter}
            attributes={attributes.data}
            summary={summary.data}
            onClear={() => change({})}
          />
        </>
      )}
      <AddContact opened={isAdding} onClose={adding.close} attributes={attributes.data ?? []} />
    </>
  )
}

function Export({ filter }: { filter: ContactFilter }) {
  const { t } = useTranslation('contacts')
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default">{t('export')}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component="a" href={addressOf('/export.csv', filter)} download>
          {t('export.csv')}
        </Menu.Item>
        <Menu.Item component="a" href={addressOf('/export.xlsx', filter)} download>
          {t('export.xlsx')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
