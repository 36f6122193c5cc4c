import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brand } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import './fieldwork.css'
import { QuotaBars } from './quota-bars.tsx'
import { QuotaEditor } from './quota-editor.tsx'

interface QuotasProps {
  readonly wave: Wave
  readonly brands: readonly Brand[]
  readonly mayChange: boolean
}

/** Whom the wave still takes, and how many. */
export function Quotas({ wave, brands, mayChange }: QuotasProps) {
  const { t } = useTranslation('fieldwork')
  const [isEditing, setEditing] = useState(false)
  const quotas = useQuery({
    queryKey: ['quotas', wave.id],
    queryFn: () => api.quotas(wave.id),
    refetchInterval: 4_000,
  })
  if (quotas.isPending) return <Waiting />
  if (quotas.data === undefined) {
    return <ErrorNotice error={quotas.error} onRetry={() => void quotas.refetch()} />
  }
  const has = quotas.data.quotas.length > 0
  return (
    <section className="quotas">
      <div className="section-head">
        <h2>{t('quotas.title')}</h2>
        {mayChange && !isEditing ? (
          <Button variant="default" onClick={() => setEditing(true)}>
            {t(has ? 'quotas.change' : 'quotas.edit')}
          </Button>
        ) : null}
      </div>
      <p className="quiet">{t(has || isEditing ? 'quotas.lead' : 'quotas.none')}</p>
      {isEditing ? (
        <QuotaEditor wave={wave} brands={brands} given={quotas.data} onDone={() => setEditing(false)} />
      ) : has ? (
        <QuotaBars quotas={quotas.data.quotas} brands={brands} />
      ) : null}
    </section>
  )
}
