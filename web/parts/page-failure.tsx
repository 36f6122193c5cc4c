import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ErrorNotice } from './error-notice.tsx'

export function PageFailure({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const again = () => {
    reset()
    void router.invalidate()
  }
  return (
    <div className="page">
      <ErrorNotice error={error} onRetry={again} />
    </div>
  )
}
