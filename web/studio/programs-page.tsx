import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProgramSummary } from '../../api/contract/program.ts'
import { DemoLoading } from '../admin/demo-loading.tsx'
import { type Demo, useDemo } from '../admin/use-demo.ts'
import { api } from '../api-client.ts'
import { formatAgo, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Icon } from '../parts/icon.tsx'
import { PageHeader } from '../parts/page-header.tsx'
import { StatusWord } from '../parts/status-word.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useSession } from '../session.ts'
import './studio.css'

export function ProgramsPage() {
  const { t } = useTranslation('studio')
  const { may } = useSession()
  const demo = useDemo()
  const programs = useQuery({ queryKey: ['programs'], queryFn: api.programs })
  const create = (
    <Button component={Link} to="/programs/new" leftSection={<Icon name="plus" />}>
      {t('programs.new')}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={t('programs.title')}
        lead={t('programs.lead')}
        actions={may('designer') && (programs.data?.length ?? 0) > 0 ? create : null}
      />
      {programs.isPending ? <Waiting /> : null}
      {programs.error === null ? null : (
        <ErrorNotice error={programs.error} onRetry={() => void programs.refetch()} />
      )}
      {demo.isStarted ? <DemoLoading demo={demo} /> : null}
      {programs.data?.length === 0 && !demo.isStarted ? <NoProgram create={create} demo={demo} /> : null}
      {programs.data === undefined || programs.data.length === 0 ? null : (
        <ProgramList programs={programs.data} />
      )}
    </>
  )
}

function NoProgram({ create, demo }: { create: ReactNode; demo: Demo }) {
  const { t } = useTranslation('studio')
  const { may } = useSession()
  if (!may('designer')) {
    return <EmptyState title={t('programs.empty.title')}>{t('programs.empty.viewer')}</EmptyState>
  }
  return (
    <EmptyState
      title={t('programs.empty.title')}
      action={
        <>
          {create}
          <Button variant="default" onClick={() => demo.start()}>
            {t('programs.demo')}
          </Button>
        </>
      }
    >
      {t('programs.empty.text')}
    </EmptyState>
  )
}

function ProgramList({ programs }: { programs: readonly ProgramSummary[] }) {
  const { t } = useTranslation('studio')
  const language = useLanguage()
  const now = Date.now()
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('column.program')}</th>
          <th scope="col">{t('column.status')}</th>
          <th scope="col">{t('column.brands')}</th>
          <th scope="col" className="number">
            {t('column.waves')}
          </th>
          <th scope="col" className="number">
            {t('column.responses')}
          </th>
          <th scope="col" className="number">
            {t('column.updated')}
          </th>
          <th scope="col">
            <span className="unseen">{t('results')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {programs.map((program) => (
          <tr key={program.id}>
            <td>
              <Link to="/programs/$programId" params={{ programId: program.id }} className="list-name">
                {program.name}
              </Link>
            </td>
            <td data-label={t('column.status')}>
              <StatusWord kind={program.status === 'published' ? 'live' : 'coming'}>
                {t(`status.${program.status}`)}
              </StatusWord>
            </td>
            <td data-label={t('column.brands')}>
              <BrandNames brands={program.brands} />
            </td>
            <td data-label={t('column.waves')} className="number">
              {formatNumber(program.waves, language)}
            </td>
            <td data-label={t('column.responses')} className="number">
              {formatNumber(program.responses, language)}
            </td>
            <td data-label={t('column.updated')} className="number quiet">
              {formatAgo(program.updatedAt, now, language)}
            </td>
            <td className="number">
              {program.responses === 0 ? null : (
                <Link
                  to="/programs/$programId/results"
                  params={{ programId: program.id }}
                  search={{}}
                  aria-label={`${t('results')}: ${program.name}`}
                >
                  {t('results')}
                </Link>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const SHOWN = 4

/** The own brand first and in its colour; then the competitors, as many as fit. */
function BrandNames({ brands }: { brands: ProgramSummary['brands'] }) {
  const { t } = useTranslation('studio')
  const sorted = brands.toSorted((a, b) => Number(b.own) - Number(a.own) || a.position - b.position)
  const rest = sorted.length - SHOWN
  return (
    <span>
      {sorted.slice(0, SHOWN).map(({ id, name, own }, place) => (
        <span key={id} className={own ? 'own-brand' : 'quiet'}>
          {place > 0 ? ', ' : ''}
          {name}
        </span>
      ))}
      {rest > 0 ? <span className="quiet"> {t('brands.more', { count: rest })}</span> : null}
    </span>
  )
}
