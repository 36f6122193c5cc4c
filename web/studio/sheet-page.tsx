import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import type { Collector } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { SHEET_WORDS } from './sheet-words.ts'
import './sheet.css'

/** One A4 page that asks people in: whose survey it is, how long it takes, the code and the address. */
export function SheetPage() {
  const { programId, waveId, collectorId } = useParams({
    from: '/inside/programs/$programId/waves/$waveId/sheet/$collectorId',
  })
  const { t } = useTranslation('ways')
  const program = useQuery({ queryKey: ['program', programId], queryFn: () => api.program(programId) })
  const collectors = useQuery({
    queryKey: ['collectors', waveId],
    queryFn: () => api.collectors(waveId),
  })
  const preview = useQuery({ queryKey: ['preview', programId], queryFn: () => api.preview(programId) })
  const error = program.error ?? collectors.error ?? preview.error
  if (error !== null) return <ErrorNotice error={error} />
  if (program.data === undefined || collectors.data === undefined || preview.data === undefined) {
    return <Waiting />
  }
  const collector = collectors.data.find(({ id, kind }) => id === collectorId && kind === 'open-link')
  const back = (
    <Link to="/programs/$programId/waves/$waveId" params={{ programId, waveId }}>
      {t('sheet.back')}
    </Link>
  )
  return (
    <>
      <div className="no-print">
        <PageHeader
          title={t('sheet')}
          above={back}
          lead={t('sheet.lead')}
          actions={
            collector === undefined ? null : (
              <Button onClick={() => window.print()}>{t('sheet.print')}</Button>
            )
          }
        />
      </div>
      {collector === undefined ? (
        <Notice tone="bad">{t('sheet.gone')}</Notice>
      ) : (
        <Sheet program={program.data} collector={collector} minutes={Math.round(preview.data.minutes)} />
      )}
    </>
  )
}

interface SheetProps {
  readonly program: Program
  readonly collector: Collector
  readonly minutes: number
}

function Sheet({ program, collector, minutes }: SheetProps) {
  const { t } = useTranslation('studio')
  const named = program.brands.find(({ id }) => id === collector.brandId)?.name ?? program.name
  const [first, ...others] = program.languages
  return (
    <section className="sheet" aria-label={named}>
      <p className="sheet-name" lang={first}>
        {named}
      </p>
      {first === undefined ? null : (
        <div lang={first}>
          <h2>{SHEET_WORDS[first].invitation(named)}</h2>
          <p className="sheet-how">
            {SHEET_WORDS[first].minutes(minutes)} {SHEET_WORDS[first].how}
          </p>
        </div>
      )}
      <img src={api.qrAddress(collector.id)} alt={t('ways.qr', { brand: named })} />
      <p className="sheet-address">{readable(collector.url)}</p>
      <div className="sheet-others">
        {others.map((language) => (
          <p key={language} lang={language}>
            <strong>{SHEET_WORDS[language].invitation(named)}</strong>{' '}
            {SHEET_WORDS[language].minutes(minutes)}
          </p>
        ))}
      </div>
    </section>
  )
}

/** As people type it: browsers add the https by themselves. */
const readable = (url: string) => url.replace(/^https:\/\//, '')
