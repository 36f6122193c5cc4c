import type { ReactNode } from 'react'

interface NoticeProps {
  readonly title?: string
  readonly tone?: 'calm' | 'good' | 'bad'
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** Something worth knowing. `bad` is announced at once, the others when there is time. */
export function Notice({ title, tone = 'calm', action, children }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {title === undefined ? null : <strong>{title}</strong>}
      <div>{children}</div>
      {action === undefined ? null : <div className="notice-action">{action}</div>}
    </div>
  )
}
