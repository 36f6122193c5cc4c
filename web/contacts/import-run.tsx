import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ContactImport } from '../../api/contract/contact-import.ts'
import { formatMoment, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Progress } from '../parts/progress.tsx'
import { contactsApi } from './contacts-api.ts'

/** An import under way: how far, how much longer, and a way to stop. */
export function ImportRun({ run }: { run: ContactImport }) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const queries = useQueryClient()
  const stop = useMutation({
    mutationFn: () => contactsApi.stop(run.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ['contacts'] }),
  })
  const label = t('import.running', {
    name: run.fileName,
    done: formatNumber(run.rowsDone, language),
    rows: formatNumber(run.rows, language),
  })
  return (
    <section className="import-run">
      <Progress
        label={label}
        share={run.progress}
        secondsLeft={run.secondsLeft}
        onStop={() => stop.mutate()}
      />
      <p className="quiet small">{t('import.leave')}</p>
      {stop.error === null ? null : <ErrorNotice error={stop.error} />}
    </section>
  )
}

/** What became of one that has ended. */
export function ImportWords({ run }: { run: ContactImport }) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  return (
    <li>
      <span>
        {t('import.done', {
          name: run.fileName,
          added: number(run.added),
          updated: number(run.updated),
          unchanged: number(run.unchanged),
          rejected: number(run.rejected),
        })}{' '}
        <span className="quiet">{formatMoment(run.createdAt, language)}</span>
        {run.state === 'cancelled' ? <em className="import-note">{t('import.cancelled')}</em> : null}
        {run.state === 'failed' ? (
          <em className="import-note worse">{t('import.failed', { failure: run.failure ?? '' })}</em>
        ) : null}
      </span>
      {run.rejected === 0 ? null : (
        <a
          href={contactsApi.rejectedAddress(run.id)}
          download
          aria-label={`${t('import.rejected')}: ${run.fileName}`}
        >
          {t('import.rejected')}
        </a>
      )}
    </li>
  )
}
