import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Program } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { formatDay, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Icon } from '../parts/icon.tsx'
import { StatusWord } from '../parts/status-word.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { useSession } from '../session.ts'
import { NewWaveForm } from './new-wave-form.tsx'

export const STATE_KIND = { planned: 'coming', open: 'live', closed: 'done' } as const

export function Waves({ program }: { program: Program }) {
  const { t } = useTranslation('studio')
  const { may } = useSession()
  const [isAdding, setAdding] = useState(false)
  const waves = useQuery({ queryKey: ['waves', program.id], queryFn: () => api.waves(program.id) })
  if (waves.isPending) return <Waiting />
  if (waves.error !== null) return <ErrorNotice error={waves.error} onRetry={() => void waves.refetch()} />

  const isFirst = waves.data.length === 0
  const mayAdd = may('designer') && program.status === 'published'
  if (isFirst && !mayAdd) {
    return <EmptyState title={t('waves.none.title')}>{t('waves.none.text')}</EmptyState>
  }
  const form = (
    <NewWaveForm
      programId={program.id}
      number={waves.data.length + 1}
      {...(isFirst ? {} : { onDone: () => setAdding(false) })}
    />
  )
  return (
    <section className="waves">
      <div className="section-head">
        <h2>{isFirst ? t('waves.empty.title') : t('waves.title')}</h2>
        {mayAdd && !isFirst && !isAdding ? (
          <Button
            variant="default"
            size="sm"
            leftSection={<Icon name="plus" />}
            onClick={() => setAdding(true)}
          >
            {t('waves.new')}
          </Button>
        ) : null}
      </div>
      {isFirst ? <p className="quiet">{t('waves.empty.text')}</p> : null}
      {isFirst || isAdding ? form : null}
      {isFirst ? null : <WaveList waves={waves.data} />}
    </section>
  )
}

function WaveList({ waves }: { waves: readonly Wave[] }) {
  const { t } = useTranslation('studio')
  const language = useLanguage()
  return (
    <table className="list">
      <thead>
        <tr>
          <th scope="col">{t('waves.name')}</th>
          <th scope="col">{t('waves.state')}</th>
          <th scope="col">{t('waves.when')}</th>
          <th scope="col" className="number">
            {t('column.responses')}
          </th>
          <th scope="col">
            <span className="unseen">{t('results')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {waves
          .toSorted((a, b) => b.opensOn.localeCompare(a.opensOn))
          .map((wave) => (
            <tr key={wave.id}>
              <td>
                <Link
                  to="/programs/$programId/waves/$waveId"
                  params={{ programId: wave.programId, waveId: wave.id }}
                  className="list-name"
                >
                  {wave.name}
                </Link>
              </td>
              <td data-label={t('waves.state')}>
                <StatusWord kind={STATE_KIND[wave.state]}>{t(`state.${wave.state}`)}</StatusWord>
              </td>
              <td data-label={t('waves.when')} className="quiet">
                {t('waves.period', {
                  from: formatDay(wave.opensOn, language),
                  to: formatDay(wave.closesOn, language),
                })}
              </td>
              <td data-label={t('column.responses')} className="number">
                {formatNumber(wave.responses, language)}
              </td>
              <td className="number">
                {wave.responses === 0 ? null : (
                  <Link
                    to="/programs/$programId/results"
                    params={{ programId: wave.programId }}
                    search={{ wave: wave.id }}
                    aria-label={`${t('results')}: ${wave.name}`}
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
