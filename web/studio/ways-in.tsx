import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Brand } from '../../api/contract/program.ts'
import type { Collector, Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { formatDay, formatList } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { Notice } from '../parts/notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { waveBrandsQuery } from './wave-brands.ts'
import { Way } from './way.tsx'

interface WaysInProps {
  readonly wave: Wave
  readonly brands: readonly Brand[]
  readonly mayChange: boolean
}

/** Open links, for the whole program or one brand, to copy, print or open. */
export function WaysIn({ wave, brands, mayChange }: WaysInProps) {
  const { t } = useTranslation('studio')
  const language = useLanguage()
  const collectors = useQuery({
    queryKey: ['collectors', wave.id],
    queryFn: () => api.collectors(wave.id),
    refetchInterval: 5_000,
  })
  const links = collectors.data?.filter(({ kind }) => kind === 'open-link') ?? []
  return (
    <section className="ways">
      <h2>{t('ways.title')}</h2>
      <p className="quiet">{t('ways.lead')}</p>
      {wave.state === 'planned' ? (
        <Notice>{t('ways.planned', { date: formatDay(wave.opensOn, language) })}</Notice>
      ) : null}
      {wave.state === 'closed' ? <Notice>{t('ways.closed')}</Notice> : null}
      {collectors.isPending ? <Waiting /> : null}
      {collectors.error === null ? null : (
        <ErrorNotice error={collectors.error} onRetry={() => void collectors.refetch()} />
      )}
      {links.map((collector) => (
        <Way
          key={collector.id}
          programId={wave.programId}
          collector={collector}
          brand={brandOf(collector)}
          mayChange={mayChange}
        />
      ))}
      {mayChange && collectors.data !== undefined ? (
        <CreateLink wave={wave} brands={brands} taken={links.map(({ brandId }) => brandId)} />
      ) : null}
    </section>
  )

  function brandOf({ brandId }: Collector): string {
    return brands.find(({ id }) => id === brandId)?.name ?? t('ways.all')
  }
}

interface CreateLinkProps {
  readonly wave: Wave
  readonly brands: readonly Brand[]
  readonly taken: readonly (string | null)[]
}

/** Offers what has no link yet and the wave's form knows; when everything has one, there is nothing to offer. */
function CreateLink({ wave, brands, taken }: CreateLinkProps) {
  const { t } = useTranslation('studio')
  const { t: ways } = useTranslation('ways')
  const language = useLanguage()
  const queries = useQueryClient()
  const asked = useQuery(waveBrandsQuery(wave.id)).data ?? []
  const free = [{ id: null, name: t('ways.all') }, ...asked].filter(({ id }) => !taken.includes(id))
  const later = asked.length === 0 ? [] : brands.filter(({ id }) => !asked.some((brand) => brand.id === id))
  const [chosen, setChosen] = useState('')
  const brand = free.find(({ id }) => (id ?? '') === chosen) ?? free[0]
  const create = useMutation({
    mutationFn: (brandId: string | null) => api.createCollector(wave.id, { brandId }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['collectors', wave.id] }),
  })
  return (
    <>
      {brand === undefined ? null : (
        <div className="create-link">
          <NativeSelect
            label={t('ways.for')}
            value={brand.id ?? ''}
            data={free.map(({ id, name }) => ({ value: id ?? '', label: name }))}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
          <Button
            variant={taken.length === 0 ? 'filled' : 'default'}
            loading={create.isPending}
            onClick={() => create.mutate(brand.id)}
          >
            {t('ways.create')}
          </Button>
        </div>
      )}
      {later.length === 0 ? null : (
        <p className="quiet small">
          {ways('later', {
            brands: formatList(
              later.map(({ name }) => name),
              language,
            ),
            form: wave.formNumber,
          })}
        </p>
      )}
      {create.error === null ? null : <ErrorNotice error={create.error} />}
    </>
  )
}
