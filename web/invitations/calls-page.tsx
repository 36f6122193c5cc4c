import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Call } from '../../api/contract/call.ts'
import type { Program } from '../../api/contract/program.ts'
import { api } from '../api-client.ts'
import { formatList, formatMoment, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useSession } from '../session.ts'
import '../studio/fieldwork.css'
import '../studio/studio.css'
import { WaveTabs } from '../studio/wave-tabs.tsx'
import { AskPeople } from './ask-people.tsx'
import { CallCard } from './call-card.tsx'
import { type Choice, invitationsApi } from './invitations-api.ts'
import './invitations.css'

const LIVE = 5_000

/** The interviewer's desk: one person at a time; and, for designers, who is to be called. */
export function CallsPage() {
  const { programId, waveId } = useParams({ from: '/inside/programs/$programId/waves/$waveId/calls' })
  const { t } = useTranslation('invitations')
  const language = useLanguage()
  const queries = useQueryClient()
  const { may } = useSession()
  const [call, setCall] = useState<Call | null | undefined>()
  const [listing, setListing] = useState(false)
  const program = useQuery({ queryKey: ['program', programId], queryFn: () => api.program(programId) })
  const wave = useQuery({ queryKey: ['wave', waveId], queryFn: () => api.wave(waveId) })
  const counts = useQuery({
    queryKey: ['calls', waveId],
    queryFn: () => invitationsApi.calls(waveId),
    refetchInterval: LIVE,
    staleTime: 0,
  })
  const refresh = () => queries.invalidateQueries({ queryKey: ['calls', waveId] })
  const next = useMutation({
    mutationFn: () => invitationsApi.nextCall(waveId),
    onSuccess: ({ call }) => setCall(call),
    onSettled: refresh,
  })
  const failed = [program, wave, counts].find(({ error, data }) => error !== null && data === undefined)
  if (failed !== undefined) return <ErrorNotice error={failed.error} onRetry={() => void failed.refetch()} />
  if (program.data === undefined || wave.data === undefined || counts.data === undefined) return <Waiting />

  const { due, later, leased, others, done, nextAt } = counts.data
  const figures = { due, later, leased, ...(others === 0 ? {} : { others }), done }
  const isOpen = wave.data.state === 'open'
  return (
    <>
      <PageHeader
        title={t('calls.title', { wave: wave.data.name })}
        above={
          <Link to="/programs/$programId" params={{ programId }}>
            {program.data.name}
          </Link>
        }
        lead={t('calls.lead')}
      />
      <WaveTabs programId={programId} waveId={waveId} at="calls" />
      <div className="invitations">
        <dl className="stand">
          {(Object.entries(figures) as [keyof typeof figures, number][]).map(([name, figure]) => (
            <div key={name}>
              <dt className="quiet">{t(`calls.${name}`)}</dt>
              <dd className="figure">{formatNumber(figure, language)}</dd>
            </div>
          ))}
        </dl>
        {isOpen ? null : <Notice>{t('calls.not-open')}</Notice>}
        {next.error === null ? null : <ErrorNotice error={next.error} />}
        {call === null ? (
          <Notice>
            {nextAt === null
              ? t('calls.nobody')
              : t('calls.nobody-until', { date: formatMoment(nextAt, language) })}
          </Notice>
        ) : null}
        {call === null || call === undefined ? (
          <div>
            <Button disabled={!isOpen} loading={next.isPending} onClick={() => next.mutate()}>
              {t('calls.next')}
            </Button>
          </div>
        ) : (
          <>
            <CallCard
              key={call.id}
              call={call}
              about={call.brand ?? formatList(ownBrands(program.data), language)}
              onOver={() => {
                setCall(undefined)
                void refresh()
              }}
            />
            {call.answered ? null : (
              <p className="quiet small">
                {t('calls.held', { date: formatMoment(call.leaseUntil, language) })}{' '}
                <Button
                  variant="subtle"
                  size="compact-sm"
                  loading={next.isPending}
                  onClick={() => next.mutate()}
                >
                  {t('calls.look')}
                </Button>
              </p>
            )}
          </>
        )}
        {may('designer') && listing ? (
          <NewCalls waveId={waveId} program={program.data} onDone={() => setListing(false)} />
        ) : null}
        {may('designer') && !listing ? (
          <div>
            <Button variant="default" onClick={() => setListing(true)}>
              {t('calls.list')}
            </Button>
          </div>
        ) : null}
      </div>
    </>
  )
}

const ownBrands = ({ brands }: Program) => brands.filter(({ own }) => own).map(({ name }) => name)

interface NewCallsProps {
  readonly waveId: string
  readonly program: Program
  readonly onDone: () => void
}

function NewCalls({ waveId, program, onDone }: NewCallsProps) {
  const queries = useQueryClient()
  const list = async (contacts: Choice, brandId: string | null) => {
    await invitationsApi.listForCalling(waveId, contacts, brandId)
    await queries.invalidateQueries({ queryKey: ['calls', waveId] })
  }
  return (
    <section className="calls">
      <AskPeople {...{ waveId, program, onDone }} way="calls" label="calls.add" ask={list} />
    </section>
  )
}
