import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session.ts'

interface WaveTabsProps {
  readonly programId: string
  readonly waveId: string
  readonly at: 'overview' | 'invitations' | 'calls' | 'monitor' | 'review'
}

const PAGES = {
  overview: '/programs/$programId/waves/$waveId',
  invitations: '/programs/$programId/waves/$waveId/invitations',
  calls: '/programs/$programId/waves/$waveId/calls',
  monitor: '/programs/$programId/waves/$waveId/fieldwork',
  review: '/programs/$programId/waves/$waveId/review',
} as const

/** The pages of one wave. */
export function WaveTabs({ programId, waveId, at }: WaveTabsProps) {
  const { t } = useTranslation('fieldwork')
  const { t: ways } = useTranslation('invitations')
  const { may } = useSession()
  const names = {
    overview: t('tab.overview'),
    invitations: ways('tab.invitations'),
    ...(may('interviewer') ? { calls: ways('tab.calls') } : {}),
    monitor: t('tab.monitor'),
    ...(may('analyst') ? { review: t('tab.review') } : {}),
  }
  return (
    <nav className="wave-tabs no-print" aria-label={t('tabs')}>
      {Object.entries(names).map(([page, name]) => (
        <Link
          key={page}
          to={PAGES[page as keyof typeof PAGES]}
          params={{ programId, waveId }}
          activeProps={{}}
          {...(page === at ? { className: 'active', 'aria-current': 'page' as const } : { className: '' })}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
