import { NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ContactAttribute } from '../../api/contract/contact.ts'
import type { ContactImportPreview, ContactMapping } from '../../api/contract/contact-import.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { keyOf, titleOf } from './contact-words.ts'
import { contactsApi } from './contacts-api.ts'

const FIELDS = [
  'name',
  'customer-number',
  'email',
  'phone',
  'language',
  'consent',
  'unsubscribed',
  'batch',
] as const
const NEW = 'new attribute'
const VALUES_SHOWN = 3

interface ImportColumnsProps {
  readonly preview: ContactImportPreview
  readonly attributes: readonly ContactAttribute[]
  readonly onChange: (mapping: ContactMapping) => void
}

/** Each column with its first values, and what it becomes; one that nothing fits can become an attribute of its own. */
export function ImportColumns({ preview, attributes, onChange }: ImportColumnsProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const queries = useQueryClient()
  const { columns, mapping, sample } = preview
  const taken = new Set(Object.values(mapping).filter((target) => target !== null && target !== 'name'))
  const define = useMutation({
    mutationFn: async (column: string) => {
      const attribute: ContactAttribute = {
        key: keyOf(
          column,
          attributes.map(({ key }) => key),
        ),
        title: { [language]: column.slice(0, 200) },
        values: [],
      }
      await contactsApi.changeAttributes([...attributes, attribute])
      await queries.invalidateQueries({ queryKey: ['contacts', 'attributes'] })
      return attribute
    },
    onSuccess: ({ key }, column) => onChange({ ...mapping, [column]: `attribute:${key}` }),
  })
  const targets = [
    ...FIELDS.map((field) => ({ value: field as string, label: t(`field.${field}`) })),
    ...attributes.map((attribute) => ({
      value: `attribute:${attribute.key}`,
      label: titleOf(attribute, language, attribute.key),
    })),
  ]
  const choose = (column: string, value: string) =>
    value === NEW ? define.mutate(column) : onChange({ ...mapping, [column]: value === '' ? null : value })
  return (
    <>
      {define.error === null ? null : <ErrorNotice error={define.error} />}
      <table className="list import-columns">
        <thead>
          <tr>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.target')}</th>
            <th scope="col">{t('import.sample')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column, place) => {
            const current = mapping[column] ?? null
            const values = sample.slice(0, VALUES_SHOWN).map(({ cells }) => cells[place] ?? '')
            return (
              <tr key={column}>
                <td>
                  <strong>{column}</strong>
                </td>
                <td data-label={t('import.target')}>
                  <NativeSelect
                    size="sm"
                    aria-label={t('import.target-of', { column })}
                    value={current ?? ''}
                    data={[
                      { value: '', label: t('import.leave-out') },
                      ...targets.filter(({ value }) => value === current || !taken.has(value)),
                      { value: NEW, label: t('import.new-attribute') },
                    ]}
                    onChange={(event) => choose(column, event.currentTarget.value)}
                  />
                </td>
                <td data-label={t('import.sample')} className="quiet small import-sample">
                  {values.filter((value) => value !== '').join(' · ')}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </>
  )
}
