import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ContactAttribute } from '../../api/contract/contact.ts'
import type { ColumnValues, ContactImportPreview } from '../../api/contract/contact-import.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { titleOf, valuesOf } from './contact-words.ts'
import { contactsApi } from './contacts-api.ts'
import { FoundValues } from './found-values.tsx'

interface UnknownValuesProps {
  readonly preview: ContactImportPreview
  readonly attributes: readonly ContactAttribute[]
}

/** What the file says in columns of a list and the list does not know: it becomes part of it only when somebody says so. */
export function UnknownValues({ preview, attributes }: UnknownValuesProps) {
  const { id, encoding, delimiter, mapping } = preview
  const lists = Object.entries(mapping).flatMap(([column, target]) => {
    const attribute = attributes.find(({ key }) => target === `attribute:${key}`)
    return attribute === undefined || attribute.values.length === 0 ? [] : [{ column, attribute }]
  })
  const columns = lists.map(({ column, attribute }) => ({ column, attribute: attribute.key }))
  const unknown = useQuery({
    queryKey: ['contact-values', id, encoding, delimiter, columns],
    queryFn: () => contactsApi.values(id, { encoding, delimiter, columns }),
    enabled: columns.length > 0,
  })
  return lists.map(({ column, attribute }) => {
    const found = unknown.data?.find((values) => values.column === column)
    return found === undefined || found.filled === 0 ? null : (
      <UnknownOf key={column} importId={id} found={found} attribute={attribute} />
    )
  })
}

interface UnknownOfProps {
  readonly importId: string
  readonly found: ColumnValues
  readonly attribute: ContactAttribute
}

function UnknownOf({ importId, found, attribute }: UnknownOfProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const queries = useQueryClient()
  const add = useMutation({
    mutationFn: () => {
      const texts = found.values.map(({ text }) => text)
      const taken = attribute.values.map(({ code }) => code)
      return contactsApi.addValues(attribute.key, valuesOf(texts, language, taken))
    },
    onSuccess: () =>
      Promise.all(
        [
          ['contacts', 'attributes'],
          ['contact-values', importId],
          ['contact-preview', importId],
        ].map((queryKey) => queries.invalidateQueries({ queryKey })),
      ),
  })
  const title = titleOf(attribute, language, attribute.key)
  return (
    <Notice
      title={t('values.unknown', {
        title,
        count: found.filled,
        formatted: formatNumber(found.filled, language),
      })}
      action={
        found.maySegment ? (
          <Button size="sm" variant="default" loading={add.isPending} onClick={() => add.mutate()}>
            {t('values.add', { title })}
          </Button>
        ) : undefined
      }
    >
      <FoundValues found={found} />
      <p>{t(found.maySegment ? 'values.unknown.text' : 'values.unknown.many')}</p>
      {add.error === null ? null : <ErrorNotice error={add.error} />}
    </Notice>
  )
}
