import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ContactAttribute } from '../../api/contract/contact.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../i18n/languages.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { titleOf } from './contact-words.ts'
import type { ContactFields } from './contacts-api.ts'

/** What is typed, every field as text; '' where there is nothing. */
export interface TypedContact {
  readonly name: string
  readonly customerNumber: string
  readonly email: string
  readonly phone: string
  readonly language: string
  readonly consent: 'unknown' | 'given' | 'withdrawn'
  readonly batch: string
  readonly attributes: Readonly<Record<string, string>>
}

export const NOBODY: TypedContact = {
  name: '',
  customerNumber: '',
  email: '',
  phone: '',
  language: '',
  consent: 'unknown',
  batch: '',
  attributes: {},
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

/** As the server takes it. */
export const asFields = (typed: TypedContact): ContactFields => ({
  name: typed.name.trim(),
  customerNumber: orNull(typed.customerNumber),
  email: orNull(typed.email),
  phone: orNull(typed.phone),
  language: orNull(typed.language) as Language | null,
  consent: typed.consent,
  batch: orNull(typed.batch),
  attributes: { ...typed.attributes },
})

export const hasIdentity = ({ customerNumber, email, phone }: TypedContact) =>
  [customerNumber, email, phone].some((text) => text.trim() !== '')

interface ContactFieldsProps {
  readonly typed: TypedContact
  readonly attributes: readonly ContactAttribute[]
  readonly onChange: (typed: TypedContact) => void
}

export function ContactFieldset({ typed, attributes, onChange }: ContactFieldsProps) {
  const { t } = useTranslation('contacts')
  const reader = useLanguage()
  const text = (
    field: 'name' | 'customerNumber' | 'email' | 'phone' | 'batch',
    label: string,
    type = 'text',
  ) => (
    <TextInput
      label={label}
      type={type}
      maxLength={field === 'customerNumber' ? 100 : 200}
      value={typed[field]}
      onChange={(event) => onChange({ ...typed, [field]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <div className="contact-columns">
        {text('name', t('field.name'))}
        {text('customerNumber', t('field.customer-number'))}
        {text('email', t('field.email'), 'email')}
        {text('phone', t('field.phone'), 'tel')}
        <NativeSelect
          label={t('field.language')}
          value={typed.language}
          data={[
            { value: '', label: t('field.language.none') },
            ...LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] })),
          ]}
          onChange={(event) => onChange({ ...typed, language: event.currentTarget.value })}
        />
        <NativeSelect
          label={t('field.consent')}
          value={typed.consent}
          data={(['unknown', 'given', 'withdrawn'] as const).map((value) => ({
            value,
            label: t(`consent.${value}`),
          }))}
          onChange={(event) =>
            onChange({ ...typed, consent: event.currentTarget.value as TypedContact['consent'] })
          }
        />
        {text('batch', t('field.batch'))}
        {attributes.map((attribute) => {
          const { key, values } = attribute
          const label = titleOf(attribute, reader, key)
          const value = typed.attributes[key] ?? ''
          const set = (value: string) =>
            onChange({ ...typed, attributes: { ...typed.attributes, [key]: value } })
          return values.length === 0 ? (
            <TextInput
              key={key}
              label={label}
              maxLength={200}
              value={value}
              onChange={(event) => set(event.currentTarget.value)}
            />
          ) : (
            <NativeSelect
              key={key}
              label={label}
              value={value}
              data={[
                { value: '', label: t('field.none') },
                ...values.map((one) => ({ value: one.code, label: titleOf(one, reader, one.code) })),
              ]}
              onChange={(event) => set(event.currentTarget.value)}
            />
          )
        })}
      </div>
      {hasIdentity(typed) ? null : <p className="quiet small">{t('field.identity')}</p>}
    </>
  )
}
