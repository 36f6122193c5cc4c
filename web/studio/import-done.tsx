import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/contract/import.ts'
import { api } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Notice } from '../parts/notice.tsx'

export function ImportDone({ done }: { done: Import }) {
  const { t } = useTranslation('studio')
  return (
    <Notice tone="good">
      <ImportWords done={done} />{' '}
      {done.rejectedRows === 0 ? null : (
        <a href={api.rejectedAddress(done.id)} download>
          {t('import.rejected-file')}
        </a>
      )}
    </Notice>
  )
}

/** What became of an import that has ended. */
export function ImportWords({ done }: { done: Import }) {
  const { t } = useTranslation('studio')
  const { t: ways } = useTranslation('ways')
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  const { fileName: name, state, failure } = done
  if (state === 'failed') return <>{ways('import.failed', { name, failure: failure ?? '' })}</>
  if (state === 'cancelled') {
    return (
      <>
        {ways('import.cancelled', {
          name,
          done: number(done.rowsDone),
          rows: number(done.rows),
          added: number(done.added),
        })}
      </>
    )
  }
  return (
    <>
      {t('import.done', {
        name,
        added: number(done.added),
        known: number(done.known),
        rejected: number(done.rejectedRows),
      })}
    </>
  )
}
