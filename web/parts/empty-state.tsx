import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly title: string
  /** What would be here, and how to make it so. */
  readonly children: ReactNode
  /** The one click that does it. */
  readonly action?: ReactNode
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <section className="empty-state">
      <h2>{title}</h2>
      <p>{children}</p>
      {action === undefined ? null : <div className="empty-actions">{action}</div>}
    </section>
  )
}
