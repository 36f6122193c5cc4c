import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/contract/import.ts'
import { api } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Notice } from '../parts/notice.tsx'

export function ImportDone({ done }: { done: Import }) {
  const { t } = useTranslation('studio')
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  return (
    <Notice tone="good">
      {t('import.done', {
        name: done.fileName,
        added: number(done.added),
        known: number(done.known),
        rejected: number(done.rejectedRows),
      })}{' '}
      {done.rejectedRows === 0 ? null : (
        <a href={api.rejectedAddress(done.id)} download>
          {t('import.rejected-file')}
        </a>
      )}
    </Notice>
  )
}
