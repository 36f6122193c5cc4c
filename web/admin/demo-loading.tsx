import { Button } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { CopyField } from '../parts/copy-field.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { Progress } from '../parts/progress.tsx'
import type { Demo } from './use-demo.ts'

/** From the click to the results; a new account's password is shown on the way, and the reader decides when to go on. */
export function DemoLoading({ demo }: { demo: Demo }) {
  const { t } = useTranslation('admin')
  const { t: common } = useTranslation('common')
  const language = useLanguage()
  const navigate = useNavigate()
  const { state, account, programId } = demo

  useEffect(() => {
    if (state !== 'ready' || account !== null || programId === undefined) return
    void navigate({ to: '/programs/$programId/results', params: { programId }, search: {} })
  }, [state, account, programId, navigate])

  if (demo.error !== null) return <ErrorNotice error={demo.error} onRetry={demo.startAgain} />
  if (state === 'failed') {
    const again = (
      <Button variant="default" size="sm" onClick={demo.startAgain}>
        {common('retry')}
      </Button>
    )
    return (
      <Notice tone="bad" action={again}>
        {t('demo.failed')}
      </Notice>
    )
  }

  const number = (value: number) => formatNumber(value, language)
  const label =
    demo.total === 0
      ? t('demo.starting')
      : t('demo.loading', { loaded: number(demo.loaded), total: number(demo.total) })
  return (
    <section className="demo-loading" aria-live="polite">
      {state === 'ready' ? (
        <h2>{t('demo.ready.title')}</h2>
      ) : (
        <Progress label={label} share={demo.share} secondsLeft={demo.secondsLeft} />
      )}
      {account === null ? null : (
        <>
          <p className="quiet">{t('demo.ready.account')}</p>
          <CopyField label={t('field.email')} value={account.email} />
          <CopyField label={t('field.password')} value={account.password} />
        </>
      )}
      {state === 'ready' && programId !== undefined ? (
        <Button component={Link} to={`/programs/${programId}/results`} size="lg">
          {t('demo.ready.open')}
        </Button>
      ) : null}
      {state === 'loading' ? (
        <Button component={Link} to="/programs" variant="default">
          {t('demo.leave')}
        </Button>
      ) : null}
    </section>
  )
}
