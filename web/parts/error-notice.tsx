import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../api-client.ts'
import { Notice } from './notice.tsx'

interface ErrorNoticeProps {
  readonly error: unknown
  /** What was not lost, if the reader may fear it. */
  readonly kept?: string
  readonly onRetry?: () => void
}

/** What happened, what was kept, what to do; the request id lets an administrator find it in the log. */
export function ErrorNotice({ error, kept, onRetry }: ErrorNoticeProps) {
  const { t } = useTranslation('common')
  const failure = error instanceof ApiFailure ? error : undefined
  const retry =
    onRetry === undefined ? undefined : (
      <Button variant="default" size="sm" onClick={onRetry}>
        {t('retry')}
      </Button>
    )
  return (
    <Notice tone="bad" title={title(failure)} {...(retry === undefined ? {} : { action: retry })}>
      {failure === undefined || failure.message === '' ? null : <p>{sentence(failure.message)}</p>}
      {failure?.status === 0 ? <p>{t('error.no-answer-hint')}</p> : null}
      {failure?.problems === undefined ? null : (
        <ul>
          {failure.problems.map((problem) => (
            <li key={`${problem.item} ${problem.reason}`}>
              <code>{problem.item}</code> {problem.message}
            </li>
          ))}
        </ul>
      )}
      {kept === undefined ? null : <p>{kept}</p>}
      {failure?.requestId === undefined ? null : (
        <p className="request-id">
          {t('error.request-id')} <code>{failure.requestId}</code>
        </p>
      )}
    </Notice>
  )

  function title(failure: ApiFailure | undefined): string {
    if (failure === undefined) return t('error.page')
    if (failure.status === 0) return t('error.no-answer')
    if (failure.status === 403) return t('error.forbidden')
    if (failure.status === 404) return t('error.not-found')
    if (failure.status === 409) return t('error.conflict')
    if (failure.status === 429) return t('error.too-many')
    if (failure.status >= 500) return t('error.server')
    return t('error.refused')
  }
}

/** The API says `where: what is wrong`; on a screen that is a sentence. */
function sentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?。!?]$/.test(text) ? text : `${text}.`
}
