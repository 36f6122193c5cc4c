import { Button, Checkbox } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, ContactAttribute, ContactFilter, ContactSummary } from '../../api/contract/contact.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { StatusWord } from '../parts/status-word.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { AssignBar } from './assign-bar.tsx'
import { attributeWords, nameOf, stateOf } from './contact-words.ts'
import { contactsApi } from './contacts-api.ts'
import { MorePages } from './more-pages.tsx'

interface ContactListProps {
  readonly filter: ContactFilter
  readonly attributes: readonly ContactAttribute[]
  readonly summary: ContactSummary
  readonly onClear: () => void
}

/** Contacts by name, some at a time; chosen ones, or all that fit, can be assigned. */
export function ContactList({ filter, attributes, summary, onClear }: ContactListProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const [chosen, setChosen] = useChosen(filter)
  const pages = useInfiniteQuery({
    queryKey: ['contacts', 'page', filter],
    queryFn: ({ pageParam }) => contactsApi.page(filter, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  if (pages.error !== null) {
    return <ErrorNotice error={pages.error} onRetry={() => void pages.refetch()} />
  }
  if (pages.data === undefined) return <Waiting />
  const contacts = pages.data.pages.flatMap((page) => page.contacts)
  const total = pages.data.pages[0]?.total ?? contacts.length
  const formatted = formatNumber(total, language)
  if (total === 0) {
    return (
      <EmptyState
        title={t('none.title')}
        action={
          <Button variant="default" onClick={onClear}>
            {t('none.clear')}
          </Button>
        }
      >
        {t('none.text')}
      </EmptyState>
    )
  }
  const isChosen = (id: string) => chosen === 'all' || chosen.includes(id)
  const choose = (id: string, is: boolean) => {
    const ids = chosen === 'all' ? contacts.map((contact) => contact.id) : chosen
    setChosen(is ? [...ids, id] : ids.filter((other) => other !== id))
  }
  const areAllShownChosen = contacts.every(({ id }) => isChosen(id))
  return (
    <section className={pages.isPlaceholderData ? 'contact-list stale' : 'contact-list'}>
      <div className="contact-count" aria-live="polite">
        <Checkbox
          label={t('select.shown')}
          checked={areAllShownChosen}
          indeterminate={!areAllShownChosen && chosen.length > 0}
          onChange={(event) => setChosen(event.currentTarget.checked ? contacts.map(({ id }) => id) : [])}
        />
        <span className="quiet">{t('total', { count: total, formatted })}</span>
      </div>
      {chosen.length === 0 ? null : (
        <AssignBar
          filter={filter}
          chosen={chosen}
          total={total}
          summary={summary}
          onAll={() => setChosen('all')}
          onNone={() => setChosen([])}
        />
      )}
      <table className="list contacts">
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{t('assign')}</span>
            </th>
            <th scope="col">{t('column.name')}</th>
            <th scope="col">{t('column.address')}</th>
            <th scope="col">{t('column.attributes')}</th>
            <th scope="col">{t('column.batch')}</th>
            <th scope="col">{t('column.state')}</th>
          </tr>
        </thead>
        <tbody>
          {contacts.map((contact) => (
            <ContactRow
              key={contact.id}
              contact={contact}
              attributes={attributes}
              isChosen={isChosen(contact.id)}
              onChoose={(is) => choose(contact.id, is)}
            />
          ))}
        </tbody>
      </table>
      <MorePages pages={pages} />
    </section>
  )
}

type Chosen = readonly string[] | 'all'

/** Who is chosen, among those that fit this filter: with another one nobody is, or people nobody sees would be assigned. */
function useChosen(filter: ContactFilter): [Chosen, (ids: Chosen) => void] {
  const among = JSON.stringify(filter)
  const [chosen, setChosen] = useState<{ among: string; ids: Chosen }>({ among, ids: [] })
  return [chosen.among === among ? chosen.ids : [], (ids) => setChosen({ among, ids })]
}

interface ContactRowProps {
  readonly contact: Contact
  readonly attributes: readonly ContactAttribute[]
  readonly isChosen: boolean
  readonly onChoose: (is: boolean) => void
}

function ContactRow({ contact, attributes, isChosen, onChoose }: ContactRowProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const state = stateOf(contact)
  const known = attributeWords(contact, attributes, language).slice(0, 3)
  return (
    <tr>
      <td className="contact-tick">
        <Checkbox
          aria-label={t('select', { name: nameOf(contact) })}
          checked={isChosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      </td>
      <td>
        <Link to="/contacts/$contactId" params={{ contactId: contact.id }} className="list-name">
          {nameOf(contact)}
        </Link>
        {contact.customerNumber === null || contact.name === '' ? null : (
          <span className="quiet small contact-number">{contact.customerNumber}</span>
        )}
      </td>
      <td data-label={t('column.address')}>
        <span className="contact-addresses">
          {contact.name === '' ? null : <span>{contact.email}</span>}
          <span className="quiet figure">{contact.phone}</span>
        </span>
      </td>
      <td data-label={t('column.attributes')} className="small">
        {known.map(({ key, title, value }) => (
          <span key={key} className="contact-attribute" title={`${title}: ${value}`}>
            {value}
          </span>
        ))}
      </td>
      <td data-label={t('column.batch')} className="small">
        {contact.batch}
      </td>
      <td data-label={t('column.state')} className="small">
        <StatusWord kind={state === 'reachable' ? 'live' : state === 'no-address' ? 'coming' : 'done'}>
          {t(`state.${state}`)}
        </StatusWord>
      </td>
    </tr>
  )
}
