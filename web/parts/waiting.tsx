import { Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'

export function Waiting() {
  const { t } = useTranslation('common')
  return (
    <div className="waiting" role="status">
      <Loader size="sm" color="var(--quiet)" aria-hidden="true" />
      <span>{t('loading')}</span>
    </div>
  )
}
