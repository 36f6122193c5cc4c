import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactAttribute } from '../../api/contract/contact.ts'
import type { ContactImportPreview, ContactMapping } from '../../api/contract/contact-import.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { FileColumns } from '../parts/file-columns.tsx'
import { ColumnAttribute } from './column-attribute.tsx'
import { titleOf } from './contact-words.ts'

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

/** Where each column of the file goes; one that nothing fits can become an attribute of its own, once it is said which. */
export function ImportColumns({ preview, attributes, onChange }: ImportColumnsProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const { columns, mapping, sample } = preview
  const [asked, setAsked] = useState('')
  const [isAsking, asking] = useDisclosure()
  const targets = [
    ...FIELDS.map((field) => ({ value: field as string, label: t(`field.${field}`) })),
    ...attributes.map((attribute) => ({
      value: `attribute:${attribute.key}`,
      label: titleOf(attribute, language, attribute.key),
    })),
    { value: NEW, label: t('import.new-attribute') },
  ]
  const choose = (column: string, target: string | null) => {
    if (target !== NEW) return onChange({ ...mapping, [column]: target })
    setAsked(column)
    asking.open()
  }
  return (
    <>
      <FileColumns
        columns={columns}
        mapping={mapping}
        targets={targets}
        shared={['name']}
        rows={sample.map(({ cells }) => cells)}
        onChoose={choose}
      />
      <ColumnAttribute
        preview={preview}
        column={asked}
        opened={isAsking}
        attributes={attributes}
        onClose={asking.close}
        onMade={(column, key) => {
          asking.close()
          onChange({ ...mapping, [column]: `attribute:${key}` })
        }}
      />
    </>
  )
}
