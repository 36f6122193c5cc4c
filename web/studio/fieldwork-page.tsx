import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Fieldwork } from '../../api/contract/fieldwork.ts'
import type { Program } from '../../api/contract/program.ts'
import { api } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Panel } from '../panels/panel.tsx'
import '../panels/panels.css'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { StatusWord } from '../parts/status-word.tsx'
import { Waiting } from '../parts/waiting.tsx'
import './fieldwork.css'
import { DaysFigure } from './monitor-days.tsx'
import { FunnelFigure } from './monitor-funnel.tsx'
import { MarginFigure } from './monitor-margins.tsx'
import { OutcomePanel } from './monitor-outcomes.tsx'
import { PagesFigure } from './monitor-pages.tsx'
import { QuotaBars } from './quota-bars.tsx'
import './studio.css'
import { WaveTabs } from './wave-tabs.tsx'
import { STATE_KIND } from './waves.tsx'

/** Asked again so often that what was answered is seen within five seconds. */
const LIVE = 3_000

/** How the fieldwork of a wave stands this moment. */
export function FieldworkPage() {
  const { programId, waveId } = useParams({ from: '/inside/programs/$programId/waves/$waveId/fieldwork' })
  const { t } = useTranslation('fieldwork')
  const program = useQuery({ queryKey: ['program', programId], queryFn: () => api.program(programId) })
  const wave = useQuery({ queryKey: ['wave', waveId], queryFn: () => api.wave(waveId) })
  const fieldwork = useQuery({
    queryKey: ['fieldwork', waveId],
    queryFn: () => api.fieldwork(waveId),
    refetchInterval: LIVE,
    staleTime: 0,
  })
  if (program.isPending || wave.isPending || fieldwork.isPending) return <Waiting />
  if (program.data === undefined || wave.data === undefined || fieldwork.data === undefined) {
    const error = program.error ?? wave.error ?? fieldwork.error
    return <ErrorNotice error={error} onRetry={() => void fieldwork.refetch()} />
  }
  return (
    <>
      <PageHeader
        title={t('title')}
        above={
          <Link to="/programs/$programId/waves/$waveId" params={{ programId, waveId }}>
            {wave.data.name}
          </Link>
        }
        lead={<Lead fieldwork={fieldwork.data} />}
      />
      <WaveTabs programId={programId} waveId={waveId} at="monitor" />
      {fieldwork.error === null ? null : <ErrorNotice error={fieldwork.error} />}
      <Monitor fieldwork={fieldwork.data} program={program.data} />
    </>
  )
}

function Lead({ fieldwork }: { fieldwork: Fieldwork }) {
  const { t } = useTranslation('fieldwork')
  const { t: studio } = useTranslation('studio')
  const language = useLanguage()
  const { answering, state } = fieldwork
  return (
    <span className="draft-state">
      <StatusWord kind={STATE_KIND[state]}>{studio(`state.${state}`)}</StatusWord>
      <span>{t('live')}</span>
      {answering === 0 ? null : (
        <span>{t('answering', { count: answering, formatted: formatNumber(answering, language) })}</span>
      )}
    </span>
  )
}

function Monitor({ fieldwork, program }: { fieldwork: Fieldwork; program: Program }) {
  const { t } = useTranslation('fieldwork')
  const { brands } = program
  return (
    <div className="monitor">
      <FunnelFigure
        ways={fieldwork.ways}
        progress={fieldwork.brands}
        brandUnknown={fieldwork.brandUnknown}
        brands={brands}
      />
      <MarginFigure fieldwork={fieldwork} brands={brands} />
      <div className="wide">
        <PagesFigure fieldwork={fieldwork} brands={brands} />
      </div>
      <Panel title={t('quota.title')} {...(fieldwork.quotas.length === 0 ? { answer: t('quota.none') } : {})}>
        {fieldwork.quotas.length === 0 ? null : <QuotaBars quotas={fieldwork.quotas} brands={brands} />}
      </Panel>
      <DaysFigure days={fieldwork.days} />
      {fieldwork.outcomes === null ? null : (
        <div className="wide">
          <OutcomePanel outcomes={fieldwork.outcomes} />
        </div>
      )}
    </div>
  )
}
