import { NativeSelect, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactAttribute, ContactFilter, ContactSummary } from '../../api/contract/contact.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { titleOf } from './contact-words.ts'

interface ContactFiltersProps {
  readonly filter: ContactFilter
  readonly summary: ContactSummary
  readonly attributes: readonly ContactAttribute[]
  readonly onChange: (filter: ContactFilter) => void
}

const STATES = ['reachable', 'unsubscribed', 'bounced', 'no-address'] as const
/** Typing is over when nothing was typed for this long. */
const PAUSE_MS = 250

/** Who is shown: words to search for, a state with its count, and what else is known about people. */
export function ContactFilters({ filter, summary, attributes, onChange }: ContactFiltersProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const counts = {
    reachable: summary.reachable,
    unsubscribed: summary.unsubscribed,
    bounced: summary.bounced,
    'no-address': summary.noAddress,
  }
  const attribute = attributes.find(({ key }) => key === filter.attribute)
  const set = (change: ContactFilter) => onChange({ ...filter, ...change })
  const state = (value: ContactFilter['state'], label: string, count: number) => (
    <button
      type="button"
      key={label}
      className="chip"
      aria-pressed={filter.state === value}
      onClick={() => set({ state: value })}
    >
      {label} <span className="figure">{formatNumber(count, language)}</span>
    </button>
  )
  return (
    <section className="contact-filters" aria-label={t('search')}>
      <div className="chips">
        {state(undefined, t('filter.all'), summary.contacts)}
        {STATES.map((value) => state(value, t(`state.${value}`), counts[value]))}
      </div>
      <div className="contact-fields">
        <SearchField value={filter.search ?? ''} onChange={(search) => set({ search })} />
        {summary.batches.length === 0 ? null : (
          <NativeSelect
            label={t('filter.batch')}
            value={filter.batch ?? ''}
            data={[
              { value: '', label: t('filter.all') },
              ...summary.batches.map(({ name, contacts }) => ({
                value: name,
                label: `${name} (${formatNumber(contacts, language)})`,
              })),
            ]}
            onChange={(event) => set({ batch: event.currentTarget.value || undefined })}
          />
        )}
        <NativeSelect
          label={t('filter.consent')}
          value={filter.consent ?? ''}
          data={[
            { value: '', label: t('filter.all') },
            ...(['given', 'unknown', 'withdrawn'] as const).map((value) => ({
              value,
              label: t(`consent.${value}`),
            })),
          ]}
          onChange={(event) => {
            const chosen = event.currentTarget.value
            set({ consent: chosen === '' ? undefined : (chosen as 'given') })
          }}
        />
        {attributes.length === 0 ? null : (
          <NativeSelect
            label={t('filter.attribute')}
            value={filter.attribute ?? ''}
            data={[
              { value: '', label: t('filter.all') },
              ...attributes.map((one) => ({ value: one.key, label: titleOf(one, language, one.key) })),
            ]}
            onChange={(event) => set({ attribute: event.currentTarget.value || undefined, value: undefined })}
          />
        )}
        {attribute === undefined ? null : attribute.values.length > 0 ? (
          <NativeSelect
            label={t('filter.value')}
            value={filter.value ?? ''}
            data={[
              { value: '', label: t('filter.all') },
              ...attribute.values.map((value) => ({
                value: value.code,
                label: titleOf(value, language, value.code),
              })),
            ]}
            onChange={(event) => set({ value: event.currentTarget.value || undefined })}
          />
        ) : (
          <TextInput
            label={t('filter.value')}
            value={filter.value ?? ''}
            onChange={(event) => set({ value: event.currentTarget.value || undefined })}
          />
        )}
      </div>
    </section>
  )
}

/** Keeps up with fast fingers and asks the server once they rest, or go elsewhere. */
function SearchField({ value, onChange }: { value: string; onChange: (search: string | undefined) => void }) {
  const { t } = useTranslation('contacts')
  const [typed, setTyped] = useState(value)
  const asked = useRef(value)
  useEffect(() => {
    // What was asked for arrives while somebody types on.
    if (value !== asked.current) setTyped(value)
    asked.current = value
  }, [value])
  const ask = () => {
    const search = typed.trim() === '' ? '' : typed
    if (search === asked.current) return
    asked.current = search
    onChange(search === '' ? undefined : search)
  }
  useEffect(() => {
    const timer = setTimeout(ask, PAUSE_MS)
    return () => clearTimeout(timer)
  })
  return (
    <TextInput
      type="search"
      className="contact-search"
      label={t('search')}
      placeholder={t('search.hint')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={ask}
    />
  )
}
