import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { AttributeList } from './attribute-list.tsx'
import { contactsApi } from './contacts-api.ts'
import { DesignersOnly } from './designers-only.tsx'
import { FrequencyRule } from './frequency-rule.tsx'

export const ContactSettingsPage = () => (
  <DesignersOnly>
    <Settings />
  </DesignersOnly>
)

function Settings() {
  const { t } = useTranslation('contacts')
  const rule = useQuery({ queryKey: ['contacts', 'rule'], queryFn: contactsApi.rule })
  const attributes = useQuery({ queryKey: ['contacts', 'attributes'], queryFn: contactsApi.attributes })
  const error = rule.error ?? attributes.error
  if (error !== null) return <ErrorNotice error={error} onRetry={() => void rule.refetch()} />
  if (rule.data === undefined || attributes.data === undefined) return <Waiting />
  return (
    <>
      <PageHeader title={t('settings.title')} lead={t('settings.lead')} />
      <div className="contact-settings">
        <FrequencyRule kept={rule.data} />
        <AttributeList attributes={attributes.data} />
      </div>
    </>
  )
}
