import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Brand } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { RoleNeeded } from '../parts/role-needed.tsx'
import { EarlierImport } from './earlier-import.tsx'
import { ImportFile } from './import-file.tsx'
import { ImportMoving } from './import-moving.tsx'
import { ImportRunning, isUnderWay } from './import-running.tsx'

interface ImportsProps {
  readonly wave: Wave
  readonly brands: readonly Brand[]
  readonly mayChange: boolean
}

export function Imports({ wave, brands, mayChange }: ImportsProps) {
  const { t } = useTranslation('studio')
  const { t: ways } = useTranslation('ways')
  const imports = useQuery({
    queryKey: ['imports', wave.id],
    queryFn: () => api.imports(wave.id),
    enabled: mayChange,
  })
  return (
    <section className="imports">
      <h2>{t('import.title')}</h2>
      <p className="quiet">{ways('upload.lead')}</p>
      {mayChange ? (
        <ImportFile wave={wave} brands={brands} />
      ) : (
        <p className="quiet small">
          <RoleNeeded needed="designer" />
        </p>
      )}
      {imports.error === null ? null : (
        <ErrorNotice error={imports.error} onRetry={() => void imports.refetch()} />
      )}
      {imports.data === undefined || imports.data.length === 0 ? null : (
        <>
          <h3>{t('import.earlier')}</h3>
          <ul className="earlier">
            {imports.data.map((made) =>
              isUnderWay(made) ? (
                <ImportRunning key={made.id} started={made} />
              ) : made.moving !== null ? (
                <ImportMoving key={made.id} made={made} />
              ) : (
                <EarlierImport key={made.id} made={made} brands={brands} />
              ),
            )}
          </ul>
        </>
      )}
    </section>
  )
}
