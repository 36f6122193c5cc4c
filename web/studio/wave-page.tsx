import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { formatDay } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { StatusWord } from '../parts/status-word.tsx'
import { useUndo } from '../parts/undo.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useSession } from '../session.ts'
import { BrandCounts } from './brand-counts.tsx'
import { ChangeWave } from './change-wave.tsx'
import { Imports } from './imports.tsx'
import { MoveWave } from './move-wave.tsx'
import { Quotas } from './quotas.tsx'
import './studio.css'
import { WaveTabs } from './wave-tabs.tsx'
import { STATE_KIND } from './waves.tsx'
import { WaysIn } from './ways-in.tsx'

/** How often counts are asked for while people may be answering. */
const LIVE = 4_000

/** Fieldwork: who has answered, and the ways to answer. */
export function WavePage() {
  const { programId, waveId } = useParams({ from: '/inside/programs/$programId/waves/$waveId' })
  const { may } = useSession()
  const program = useQuery({ queryKey: ['program', programId], queryFn: () => api.program(programId) })
  const wave = useQuery({
    queryKey: ['wave', waveId],
    queryFn: () => api.wave(waveId),
    refetchInterval: LIVE,
    staleTime: 0,
  })

  if (program.isPending || wave.isPending) return <Waiting />
  if (program.error !== null)
    return <ErrorNotice error={program.error} onRetry={() => void program.refetch()} />
  if (wave.data === undefined) {
    return <ErrorNotice error={wave.error} onRetry={() => void wave.refetch()} />
  }
  return (
    <>
      <WaveHeader program={program.data} wave={wave.data} />
      <WaveTabs programId={programId} waveId={waveId} at="overview" />
      {wave.error === null ? null : <ErrorNotice error={wave.error} />}
      <div className="wave">
        <BrandCounts wave={wave.data} brands={program.data.brands} />
        <WaysIn wave={wave.data} brands={program.data.brands} mayChange={may('designer')} />
        <Quotas wave={wave.data} brands={program.data.brands} mayChange={may('designer')} />
        <Imports wave={wave.data} brands={program.data.brands} mayChange={may('designer')} />
      </div>
    </>
  )
}

function WaveHeader({ program, wave }: { program: Program; wave: Wave }) {
  const { t } = useTranslation('studio')
  const language = useLanguage()
  const { may } = useSession()
  return (
    <PageHeader
      title={wave.name}
      above={
        <Link to="/programs/$programId" params={{ programId: program.id }}>
          {program.name}
        </Link>
      }
      lead={
        <span className="draft-state">
          <StatusWord kind={STATE_KIND[wave.state]}>{t(`state.${wave.state}`)}</StatusWord>
          <span>
            {t('wave.lead', {
              from: formatDay(wave.opensOn, language),
              to: formatDay(wave.closesOn, language),
              form: wave.formNumber,
            })}
          </span>
        </span>
      }
      actions={
        <>
          {may('designer') ? <MoveWave wave={wave} program={program} /> : null}
          {may('designer') ? <ChangeWave wave={wave} /> : null}
          {may('designer') && wave.state !== 'planned' ? <CloseOrReopen wave={wave} /> : null}
          <Button
            component={Link}
            to={`/programs/${program.id}/results?wave=${wave.id}`}
            disabled={wave.responses === 0}
          >
            {t('wave.results')}
          </Button>
        </>
      }
    />
  )
}

function CloseOrReopen({ wave }: { wave: Wave }) {
  const { t } = useTranslation('studio')
  const queries = useQueryClient()
  const offerUndo = useUndo()
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['wave', wave.id] })
    await queries.invalidateQueries({ queryKey: ['waves', wave.programId] })
  }
  const close = useMutation({ mutationFn: () => api.closeWave(wave.id), onSettled: refresh })
  const reopen = useMutation({ mutationFn: () => api.reopenWave(wave.id), onSettled: refresh })

  const isOpen = wave.state === 'open'
  const act = async () => {
    await (isOpen ? close : reopen).mutateAsync()
    offerUndo({
      message: t(isOpen ? 'wave.closed' : 'wave.reopened', { name: wave.name }),
      undo: () => (isOpen ? reopen : close).mutate(),
    })
  }
  const error = close.error ?? reopen.error
  return (
    <>
      {error === null ? null : <ErrorNotice error={error} />}
      <Button
        variant="default"
        loading={close.isPending || reopen.isPending}
        onClick={() => void act().catch(() => {})}
      >
        {t(isOpen ? 'wave.close' : 'wave.reopen')}
      </Button>
    </>
  )
}
