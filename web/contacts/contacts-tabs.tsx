import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

const active = { className: 'active' }

/** The sides of the register, above each of its pages. */
export function ContactsTabs() {
  const { t } = useTranslation('contacts')
  return (
    <nav className="contact-tabs" aria-label={t('nav.label')}>
      <Link to="/contacts" activeOptions={{ exact: true, includeSearch: false }} activeProps={active}>
        {t('nav.list')}
      </Link>
      <Link to="/contacts/import" activeProps={active}>
        {t('nav.import')}
      </Link>
      <Link to="/contacts/duplicates" activeProps={active}>
        {t('nav.duplicates')}
      </Link>
      <Link to="/contacts/settings" activeProps={active}>
        {t('nav.settings')}
      </Link>
    </nav>
  )
}
