import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactImportPreview, ContactMapping } from '../../api/contract/contact-import.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { EncodingSelect } from '../parts/encoding-select.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { contactsApi, type ImportPlan } from './contacts-api.ts'
import { ImportColumns } from './import-columns.tsx'
import { ImportRows } from './import-rows.tsx'
import { UnknownValues } from './unknown-values.tsx'
import { willImport } from './will-import.ts'

const KEYS = ['customer-number', 'email', 'phone']
const FATES = ['add', 'update', 'unchanged', 'skip', 'reject'] as const
/** Milliseconds after the last letter of a batch until its rows are looked at anew. */
const PAUSE = 400

interface ImportSettingsProps {
  readonly uploaded: ContactImportPreview
  readonly onStarted: () => void
}

/** What each column becomes, what would happen to the first rows, and the click that starts it. */
export function ImportSettings({ uploaded, onStarted }: ImportSettingsProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const queries = useQueryClient()
  const [plan, setPlan] = useState<ImportPlan>({ existing: 'update', consent: 'unknown', batch: null })
  const set = (change: ImportPlan) => setPlan((plan) => ({ ...plan, ...change }))
  const { mapping, encoding, existing, consent } = plan
  const [batch] = useDebouncedValue(plan.batch, PAUSE)
  const attributes = useQuery({ queryKey: ['contacts', 'attributes'], queryFn: contactsApi.attributes })
  const start = useMutation({
    mutationFn: (mapping: ContactMapping) => contactsApi.start(uploaded.id, { ...plan, mapping }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['contacts'] })
      onStarted()
    },
  })
  const preview = useQuery({
    queryKey: ['contact-preview', uploaded.id, mapping, encoding, existing, consent, batch],
    queryFn: () => contactsApi.preview(uploaded.id, { ...plan, batch: batch ?? null }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    // Once it is started there is nothing to look at any more, also where letters of the batch still wait.
    enabled: start.isIdle || start.isError,
  })
  const encodingSelect =
    uploaded.format === 'xlsx' ? null : (
      <EncodingSelect
        value={encoding ?? uploaded.encoding}
        // Its columns are others in another encoding.
        onChoose={(encoding) => setPlan(({ mapping: _, ...rest }) => ({ ...rest, encoding }))}
      />
    )
  if (preview.error !== null) {
    return (
      <div className="import-settings">
        <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />
        {encodingSelect}
      </div>
    )
  }
  if (preview.data === undefined || attributes.data === undefined) return <Waiting />
  const shown = preview.data
  const hasKey = Object.values(shown.mapping).some((target) => target !== null && KEYS.includes(target))
  const number = (value: number) => formatNumber(value, language)
  const coming = willImport(shown)
  return (
    <div className={preview.isPlaceholderData ? 'import-settings stale' : 'import-settings'}>
      {hasKey ? (
        <p className="fates" aria-live="polite">
          {shown.checked < shown.rows ? (
            <span>{t('import.checked', { formatted: number(shown.checked) })}</span>
          ) : null}
          {FATES.filter((fate) => shown.fates[fate] > 0).map((fate) => (
            <span key={fate} className={`fate fate-${fate}`}>
              {t(`import.would.${fate}`, { formatted: number(shown.fates[fate]) })}
            </span>
          ))}
        </p>
      ) : (
        <Notice tone="bad">{t('import.needs-key')}</Notice>
      )}
      {shown.others === 0 ? null : (
        <Notice
          tone="bad"
          title={t('import.others', { count: shown.others, formatted: number(shown.others) })}
        >
          {t('import.others.text')}
        </Notice>
      )}
      <section>
        <h2>{t('import.columns')}</h2>
        <ImportColumns
          preview={shown}
          attributes={attributes.data}
          onChange={(mapping) => set({ mapping })}
        />
        <UnknownValues preview={shown} attributes={attributes.data} />
      </section>
      <section>
        <h2>{t('import.rows.title')}</h2>
        <ImportRows preview={shown} attributes={attributes.data} />
      </section>
      <section>
        <h2>{t('import.options')}</h2>
        <div className="contact-columns">
          <NativeSelect
            label={t('import.existing')}
            description={existing === 'update' ? t('import.existing.update.hint') : null}
            value={existing}
            data={(['update', 'skip'] as const).map((value) => ({
              value,
              label: t(`import.existing.${value}`),
            }))}
            onChange={(event) => set({ existing: event.currentTarget.value === 'skip' ? 'skip' : 'update' })}
          />
          <NativeSelect
            label={t('import.consent')}
            value={plan.consent}
            data={(['unknown', 'given'] as const).map((value) => ({ value, label: t(`consent.${value}`) }))}
            onChange={(event) =>
              set({ consent: event.currentTarget.value === 'given' ? 'given' : 'unknown' })
            }
          />
          <TextInput
            label={t('import.batch')}
            description={t('import.batch.hint')}
            maxLength={200}
            value={plan.batch ?? ''}
            onChange={(event) => set({ batch: event.currentTarget.value || null })}
          />
          {encodingSelect}
        </div>
      </section>
      {start.error === null ? null : <ErrorNotice error={start.error} kept={t('import.nothing-kept')} />}
      <div>
        <Button
          disabled={!hasKey || preview.isPlaceholderData || coming.rows === 0}
          loading={start.isPending}
          onClick={() => start.mutate(shown.mapping)}
        >
          {t(coming.exact ? 'import.submit' : 'import.submit.long', {
            count: coming.rows,
            formatted: number(coming.rows),
          })}
        </Button>
      </div>
    </div>
  )
}
