import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api } from '../api-client.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useSession } from '../session.ts'
import { Designer } from './designer.tsx'
import { PublishedProgram } from './published-program.tsx'
import './studio.css'

/** A draft is designed here; a published program is run from here. */
export function ProgramPage() {
  const { programId } = useParams({ from: '/inside/programs/$programId' })
  const { may } = useSession()
  const program = useQuery({ queryKey: ['program', programId], queryFn: () => api.program(programId) })

  if (program.isPending) return <Waiting />
  if (program.error !== null) {
    return <ErrorNotice error={program.error} onRetry={() => void program.refetch()} />
  }
  if (program.data.status === 'draft' && may('designer')) {
    return <Designer key={program.data.id} program={program.data} />
  }
  return <PublishedProgram program={program.data} />
}
