import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** The two sides of a published program: asking, and what the answers say. */
export function ProgramTabs({ programId }: { programId: string }) {
  const { t } = useTranslation('studio')
  return (
    <nav className="tab-row" aria-label={t('column.program')}>
      <Link
        to="/programs/$programId"
        params={{ programId }}
        activeOptions={{ exact: true }}
        activeProps={{ className: 'active' }}
      >
        {t('tab.waves')}
      </Link>
      <Link
        to="/programs/$programId/results"
        params={{ programId }}
        search={{}}
        activeOptions={{ includeSearch: false }}
        activeProps={{ className: 'active' }}
      >
        {t('tab.results')}
      </Link>
    </nav>
  )
}
