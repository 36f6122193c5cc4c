import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api-client.ts'

/** The two sides of a published program, on each of its pages: asking, and what the answers say. */
export function ProgramTabs({ programId }: { programId: string }) {
  const { t } = useTranslation('common')
  const isResults = useLocation().pathname.endsWith('/results')
  const program = useQuery({ queryKey: ['program', programId], queryFn: () => api.program(programId) }).data
  if (program?.status !== 'published') return null

  const mark = (isCurrent: boolean) =>
    isCurrent ? ({ className: 'active', 'aria-current': 'page' } as const) : { className: '' }
  return (
    <nav className="tab-row no-print" aria-label={program.name}>
      <div>
        <Link to="/programs/$programId" params={{ programId }} activeProps={{}} {...mark(!isResults)}>
          {t('tab.fieldwork')}
        </Link>
        <Link
          to="/programs/$programId/results"
          params={{ programId }}
          search={{}}
          activeProps={{}}
          {...mark(isResults)}
        >
          {t('tab.results')}
        </Link>
      </div>
    </nav>
  )
}
