import type { ReactNode } from 'react'

interface PageHeaderProps {
  readonly title: string
  /** The way up: a link to the page above. */
  readonly above?: ReactNode
  /** One sentence: what this page answers. */
  readonly lead?: ReactNode
  readonly actions?: ReactNode
}

/** Names the page, in the document's title too, so that a tab and a screen reader say where one is. */
export function PageHeader({ title, above, lead, actions }: PageHeaderProps) {
  return (
    <header className="page-header">
      <title>{`${title} · Manyi`}</title>
      {above === undefined ? null : <div className="page-above">{above}</div>}
      <div className="page-title">
        <h1>{title}</h1>
        {actions === undefined ? null : <div className="page-actions">{actions}</div>}
      </div>
      {lead === undefined ? null : <p className="page-lead">{lead}</p>}
    </header>
  )
}
