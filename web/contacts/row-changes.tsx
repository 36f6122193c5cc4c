import { useTranslation } from 'react-i18next'
import type { ContactAttribute } from '../../api/contract/contact.ts'
import type { RowChange } from '../../api/contract/contact-import.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { titleOf } from './contact-words.ts'

const FIELDS = ['customer-number', 'name', 'email', 'phone', 'language', 'consent', 'batch'] as const
const CONSENTS = ['unknown', 'given', 'withdrawn'] as const

interface RowChangesProps {
  readonly changes: readonly RowChange[]
  readonly attributes: readonly ContactAttribute[]
}

/** What a row would make another in a contact: field by field what it was, and what it becomes. */
export function RowChanges({ changes, attributes }: RowChangesProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  return changes.map((change) => {
    const { field, before, after } = change
    // There is one way only: a file takes no unsubscribing back.
    if (field === 'unsubscribed') return <Line key={field} what={t('field.unsubscribed')} />
    const own = attributes.find(({ key }) => `attribute:${key}` === field)
    const known = FIELDS.find((known) => known === field)
    const what =
      own === undefined
        ? known === undefined
          ? field
          : t(`field.${known}`)
        : titleOf(own, language, own.key)
    const words = (text: string) => {
      const consent = field === 'consent' ? CONSENTS.find((consent) => consent === text) : undefined
      if (consent !== undefined) return t(`consent.${consent}`)
      const value = own?.values.find(({ code }) => code === text)
      return value === undefined ? text : titleOf(value, language, text)
    }
    return <Line key={field} what={what} before={words(before)} after={words(after)} />
  })
}

function Line({ what, before = '', after = '' }: { what: string; before?: string; after?: string }) {
  return (
    <span className="row-change">
      <span className="quiet">{what}</span> {before === '' ? null : <del>{before}</del>}
      {before === '' || after === '' ? null : ' → '}
      {after === '' ? null : <ins>{after}</ins>}
    </span>
  )
}
