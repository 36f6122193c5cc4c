import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { api } from '../api-client.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { RoleNeeded } from '../parts/role-needed.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useSession } from '../session.ts'
import { Designer } from './designer.tsx'
import './studio.css'

/** The next form of a published program, while respondents still get the last one. */
export function DesignPage() {
  const { programId } = useParams({ from: '/inside/programs/$programId/design' })
  const { t } = useTranslation('common')
  const { may } = useSession()
  const program = useQuery({ queryKey: ['program', programId], queryFn: () => api.program(programId) })
  if (!may('designer')) {
    return (
      <EmptyState title={t('error.forbidden')}>
        <RoleNeeded needed="designer" />
      </EmptyState>
    )
  }
  if (program.isPending) return <Waiting />
  if (program.error !== null) {
    return <ErrorNotice error={program.error} onRetry={() => void program.refetch()} />
  }
  return <Designer key={program.data.id} program={program.data} />
}
