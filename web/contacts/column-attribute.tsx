import { Button, Radio, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactAttribute } from '../../api/contract/contact.ts'
import type { ColumnValues, ContactImportPreview } from '../../api/contract/contact-import.ts'
import { api } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Dialog } from '../parts/dialog.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { keyOf, valuesOf } from './contact-words.ts'
import { contactsApi } from './contacts-api.ts'
import { FoundValues } from './found-values.tsx'

type Kept = 'segment' | 'text'

interface ColumnAttributeProps {
  readonly preview: ContactImportPreview
  readonly column: string
  readonly opened: boolean
  readonly attributes: readonly ContactAttribute[]
  readonly onClose: () => void
  /** With the key of the attribute that it has become. */
  readonly onMade: (column: string, key: string) => void
}

/** What becomes of a column that no field fits: a segment with the values found in the file, or a text of each contact. */
export function ColumnAttribute({ preview, column, opened, ...props }: ColumnAttributeProps) {
  const { t } = useTranslation('contacts')
  const { id, encoding, delimiter } = preview
  const values = useQuery({
    queryKey: ['contact-values', id, encoding, delimiter, column, null],
    queryFn: () => contactsApi.values(id, { encoding, delimiter, columns: [{ column, attribute: null }] }),
    enabled: opened,
  })
  const [found] = values.data ?? []
  return (
    <Dialog opened={opened} title={t('new-attribute.title', { column })} onClose={props.onClose}>
      {values.error === null ? null : (
        <ErrorNotice error={values.error} onRetry={() => void values.refetch()} />
      )}
      {values.error !== null ? null : found === undefined ? (
        <Waiting />
      ) : (
        <Choice key={column} column={column} found={found} {...props} />
      )}
    </Dialog>
  )
}

interface ChoiceProps extends Omit<ColumnAttributeProps, 'preview' | 'opened'> {
  readonly found: ColumnValues
}

function Choice({ column, found, attributes, onClose, onMade }: ChoiceProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const queries = useQueryClient()
  // What respondents are asked has codes of its own: an attribute of the register is never taken for an answer.
  const catalogue = useQuery({
    queryKey: ['catalogue'],
    queryFn: api.catalogue,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const [title, setTitle] = useState(column.slice(0, 200))
  // A value that hardly two people share splits nothing.
  const [kept, setKept] = useState<Kept>(
    found.maySegment && found.distinct * 2 <= found.filled ? 'segment' : 'text',
  )
  const make = useMutation({
    mutationFn: async () => {
      const taken = [
        ...attributes.map(({ key }) => key),
        ...(catalogue.data?.attributes.map(({ code }) => code) ?? []),
      ]
      const texts = kept === 'segment' ? found.values.map(({ text }) => text) : []
      const attribute = {
        key: keyOf(title, taken),
        title: { [language]: title.trim() },
        values: valuesOf(texts, language),
      }
      await contactsApi.addAttribute(attribute)
      await queries.invalidateQueries({ queryKey: ['contacts', 'attributes'] })
      return attribute.key
    },
    onSuccess: (key) => onMade(column, key),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    make.mutate()
  }
  const numbers = {
    count: found.distinct,
    distinct: formatNumber(found.distinct, language),
    filled: formatNumber(found.filled, language),
  }
  return (
    <form className="column-attribute" noValidate onSubmit={submit}>
      <TextInput
        label={t('attributes.name')}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      {found.filled === 0 ? (
        <p>{t('values.none')}</p>
      ) : (
        <div>
          <p>{t(found.isWhole ? 'values.found' : 'values.found.least', numbers)}</p>
          <FoundValues found={found} />
        </div>
      )}
      <Radio.Group
        label={t('new-attribute.kept')}
        value={kept}
        onChange={(value) => setKept(value === 'segment' ? 'segment' : 'text')}
      >
        <div className="column-kinds">
          <Radio
            value="segment"
            disabled={!found.maySegment}
            label={t('new-attribute.segment')}
            description={t(found.maySegment ? 'new-attribute.segment.hint' : 'new-attribute.segment.many')}
          />
          <Radio value="text" label={t('new-attribute.text')} description={t('new-attribute.text.hint')} />
        </div>
      </Radio.Group>
      {make.error === null ? null : <ErrorNotice error={make.error} />}
      <div className="dialog-actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={make.isPending} disabled={title.trim() === '' || catalogue.isPending}>
          {t('new-attribute.submit')}
        </Button>
      </div>
    </form>
  )
}
