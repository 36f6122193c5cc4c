import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ContactAttribute } from '../../api/contract/contact.ts'
import type { ContactImportPreview, ContactMapping } from '../../api/contract/contact-import.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { FileColumns } from '../parts/file-columns.tsx'
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

interface ImportColumnsProps {
  readonly preview: ContactImportPreview
  readonly attributes: readonly ContactAttribute[]
  readonly onChange: (mapping: ContactMapping) => void
}

/** Where each column of the file goes; one that nothing fits can become an attribute of its own. */
export function ImportColumns({ preview, attributes, onChange }: ImportColumnsProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const queries = useQueryClient()
  const { columns, mapping, sample } = preview
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
    { value: NEW, label: t('import.new-attribute') },
  ]
  const choose = (column: string, target: string | null) =>
    target === NEW ? define.mutate(column) : onChange({ ...mapping, [column]: target })
  return (
    <>
      {define.error === null ? null : <ErrorNotice error={define.error} />}
      <FileColumns
        columns={columns}
        mapping={mapping}
        targets={targets}
        shared={['name']}
        rows={sample.map(({ cells }) => cells)}
        onChoose={choose}
      />
    </>
  )
}
