import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Mailings } from '../../api/contract/mailing.ts'
import { api } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useSession } from '../session.ts'
import '../studio/fieldwork.css'
import '../studio/studio.css'
import { WaveTabs } from '../studio/wave-tabs.tsx'
import { InvitationTable } from './invitation-table.tsx'
import { invitationsApi } from './invitations-api.ts'
import './invitations.css'
import { MailingCard } from './mailing-list.tsx'
import { NewLinks } from './new-links.tsx'
import { NewMailing } from './new-mailing.tsx'

const LIVE = 2_000

/** Who has been invited by mail, how far they have come, and inviting more. */
export function InvitationsPage() {
  const { programId, waveId } = useParams({ from: '/inside/programs/$programId/waves/$waveId/invitations' })
  const { t } = useTranslation('invitations')
  const { may } = useSession()
  const [doing, setDoing] = useState<'mail' | 'links' | undefined>()
  const program = useQuery({ queryKey: ['program', programId], queryFn: () => api.program(programId) })
  const wave = useQuery({ queryKey: ['wave', waveId], queryFn: () => api.wave(waveId) })
  const mailings = useQuery({
    queryKey: ['mailings', waveId],
    queryFn: () => invitationsApi.mailings(waveId),
    refetchInterval: LIVE,
    staleTime: 0,
  })
  const failed = [program, wave, mailings].find(({ error, data }) => error !== null && data === undefined)
  if (failed !== undefined) return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
  if (program.data === undefined || wave.data === undefined || mailings.data === undefined) return <Waiting />

  const { from, perMinute, mailings: sendOuts, invitations } = mailings.data
  const isOpen = may('designer') && wave.data.state !== 'closed'
  const invite = (
    <div className="mailing-actions">
      <Button disabled={!isOpen || from === null} onClick={() => setDoing('mail')}>
        {t('invite')}
      </Button>
      <Button variant="default" disabled={!isOpen} onClick={() => setDoing('links')}>
        {t('links.make')}
      </Button>
    </div>
  )
  // Those who are called and nothing else have a page of their own.
  const hasInvited =
    sendOuts.length > 0 || Object.keys(invitations).some((state) => state !== 'to-call' && state !== 'called')
  const stop = () => setDoing(undefined)
  return (
    <>
      <PageHeader
        title={t('title', { wave: wave.data.name })}
        above={
          <Link to="/programs/$programId" params={{ programId }}>
            {program.data.name}
          </Link>
        }
        lead={t('lead')}
        actions={doing !== undefined || !hasInvited ? undefined : invite}
      />
      <WaveTabs programId={programId} waveId={waveId} at="invitations" />
      {mailings.error === null ? null : <ErrorNotice error={mailings.error} />}
      {from === null ? <Notice title={t('no-mail')}>{t('no-mail.text')}</Notice> : null}
      {wave.data.state === 'closed' ? <Notice>{t('closed')}</Notice> : null}
      <div className="invitations">
        {doing === 'mail' ? (
          <NewMailing wave={wave.data} program={program.data} limit={perMinute} onDone={stop} />
        ) : null}
        {doing === 'links' ? <NewLinks waveId={waveId} program={program.data} onDone={stop} /> : null}
        {doing === undefined && !hasInvited ? (
          <EmptyState title={t('empty')} action={invite}>
            {t('empty.text')}
          </EmptyState>
        ) : null}
        {hasInvited ? <Stand invitations={invitations} /> : null}
        {sendOuts.map((mailing) => (
          <MailingCard key={mailing.id} mailing={mailing} mayChange={may('designer')} />
        ))}
        {hasInvited && may('designer') ? <InvitationTable waveId={waveId} counts={invitations} /> : null}
      </div>
    </>
  )
}

/** Each step holds the people who came at least so far. */
function Stand({ invitations }: Pick<Mailings, 'invitations'>) {
  const { t } = useTranslation('invitations')
  const language = useLanguage()
  const reached = (...states: string[]) =>
    formatNumber(
      states.reduce((sum, state) => sum + (invitations[state] ?? 0), 0),
      language,
    )
  const steps = {
    sent: reached('handed-out', 'sent', 'opened', 'declined', 'started', 'completed'),
    opened: reached('opened', 'declined', 'started', 'completed'),
    started: reached('started', 'completed'),
    completed: reached('completed'),
    ...(invitations['withdrawn'] === undefined ? {} : { withdrawn: reached('withdrawn') }),
  }
  return (
    <dl className="stand">
      {(Object.keys(steps) as (keyof typeof steps)[]).map((step) => (
        <div key={step}>
          <dt className="quiet">{t(`stand.${step}`)}</dt>
          <dd className="figure">{steps[step]}</dd>
        </div>
      ))}
    </dl>
  )
}
