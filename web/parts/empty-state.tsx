import type { ReactNode } from 'react'

interface EmptyStateProps {
  readonly title: string
  /** What would be here, and how to make it so. */
  readonly children: ReactNode
  /** The one click that does it. */
  readonly action?: ReactNode
  /** 1 where the empty state is all there is on the page. */
  readonly level?: 1 | 2
}

export function EmptyState({ title, children, action, level = 2 }: EmptyStateProps) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <section className="empty-state">
      <Heading>{title}</Heading>
      <p>{children}</p>
      {action === undefined ? null : <div className="empty-actions">{action}</div>}
    </section>
  )
}
