import { Button, Checkbox, Radio } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactAttribute, DuplicateGroup } from '../../api/contract/contact.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { attributeWords, nameOf } from './contact-words.ts'
import { contactsApi } from './contacts-api.ts'
import { DesignersOnly } from './designers-only.tsx'
import { MorePages } from './more-pages.tsx'

export const DuplicatesPage = () => (
  <DesignersOnly>
    <Duplicates />
  </DesignersOnly>
)

function Duplicates() {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const pages = useInfiniteQuery({
    queryKey: ['contacts', 'duplicates'],
    queryFn: ({ pageParam }) => contactsApi.duplicates(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const attributes = useQuery({ queryKey: ['contacts', 'attributes'], queryFn: contactsApi.attributes })
  const groups = pages.data?.pages.flatMap((page) => page.groups) ?? []
  const total = pages.data?.pages[0]?.total ?? groups.length
  const formatted = formatNumber(total, language)
  return (
    <>
      <PageHeader title={t('duplicates.title')} lead={t('duplicates.lead')} />
      {pages.error === null ? null : <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />}
      {pages.isPending ? <Waiting /> : null}
      {pages.data === undefined ? null : total === 0 ? (
        <EmptyState title={t('duplicates.none.title')}>{t('duplicates.none.text')}</EmptyState>
      ) : (
        <p className="quiet duplicates-count" aria-live="polite">
          {t('duplicates.total', { count: total, formatted })}
          {groups.length < total
            ? ` ${t('duplicates.shown', { formatted: formatNumber(groups.length, language) })}`
            : null}
        </p>
      )}
      {groups.map((group) => (
        <Group
          key={`${group.by} ${group.value} ${group.size}`}
          group={group}
          attributes={attributes.data ?? []}
        />
      ))}
      <MorePages pages={pages} />
    </>
  )
}

/**
 * Contacts that may be one person: which of them are, which one stays, and the click that makes them one. Those with another
 * customer number than the one that stays are other people until somebody says that they are not.
 */
function Group({ group, attributes }: { group: DuplicateGroup; attributes: readonly ContactAttribute[] }) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const queries = useQueryClient()
  const { contacts } = group
  const [keep, setKeep] = useState(
    contacts.find(({ customerNumber }) => customerNumber !== null)?.id ?? contacts[0]?.id ?? '',
  )
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({})
  const number = contacts.find(({ id }) => id === keep)?.customerNumber ?? null
  const hasOtherNumber = ({ customerNumber }: Contact) =>
    customerNumber !== null && number !== null && customerNumber !== number
  const isOne = (contact: Contact) => contact.id === keep || (chosen[contact.id] ?? !hasOtherNumber(contact))
  const ones = contacts.filter(isOne)
  const merge = useMutation({
    mutationFn: () =>
      contactsApi.merge({
        keep,
        others: ones.map(({ id }) => id).filter((id) => id !== keep),
        ...(ones.some(hasOtherNumber) ? { confirmed: 'other-numbers' as const } : {}),
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['contacts'] }),
  })
  return (
    <section className="twins">
      <h2>{t(`duplicates.${group.by}`, { value: group.value })}</h2>
      <Radio.Group
        value={keep}
        onChange={setKeep}
        aria-label={t(`duplicates.${group.by}`, { value: group.value })}
      >
        <ul>
          {contacts.map((contact) => (
            <li key={contact.id}>
              <Checkbox
                aria-label={t('duplicates.is-one', { name: nameOf(contact) })}
                checked={isOne(contact)}
                disabled={contact.id === keep}
                onChange={({ currentTarget: { checked } }) =>
                  setChosen((chosen) => ({ ...chosen, [contact.id]: checked }))
                }
              />
              <Radio
                value={contact.id}
                label={t('duplicates.stays')}
                aria-label={t('duplicates.keep', { name: nameOf(contact) })}
              />
              <div>
                <Link to="/contacts/$contactId" params={{ contactId: contact.id }} className="list-name">
                  {nameOf(contact)}
                </Link>{' '}
                <span className="quiet small">
                  {[
                    contact.customerNumber,
                    contact.email,
                    contact.phone,
                    ...attributeWords(contact, attributes, language).map(({ value }) => value),
                    contact.batch,
                  ]
                    .filter((text) => text !== null && text !== '' && text !== nameOf(contact))
                    .join(' · ')}
                </span>
                {hasOtherNumber(contact) ? (
                  <span className="cell-problem small">{t('duplicates.other-number')}</span>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      </Radio.Group>
      {contacts.length < group.size ? (
        <p className="quiet small">
          {t('duplicates.first', {
            first: formatNumber(contacts.length, language),
            formatted: formatNumber(group.size, language),
          })}
        </p>
      ) : null}
      {merge.error === null ? null : <ErrorNotice error={merge.error} />}
      <div className="twins-action">
        <Button size="sm" disabled={ones.length < 2} loading={merge.isPending} onClick={() => merge.mutate()}>
          {t('duplicates.merge', { count: ones.length })}
        </Button>
        <span className="quiet small">
          {t('duplicates.keeps')} {t('duplicates.final')}
        </span>
      </div>
    </section>
  )
}
