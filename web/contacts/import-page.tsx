import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactImportPreview } from '../../api/contract/contact-import.ts'
import { PageHeader } from '../parts/page-header.tsx'
import { ChooseFile } from './choose-file.tsx'
import { contactsApi } from './contacts-api.ts'
import { DesignersOnly } from './designers-only.tsx'
import { ImportRun, ImportWords } from './import-run.tsx'
import { ImportSettings } from './import-settings.tsx'

export const ImportContactsPage = () => (
  <DesignersOnly>
    <ImportContacts />
  </DesignersOnly>
)

/** Choose, see what would happen, correct the columns, import. Nothing is stored before the last click. */
function ImportContacts() {
  const { t } = useTranslation('contacts')
  const [chosen, setChosen] = useState<ContactImportPreview>()
  const imports = useQuery({
    queryKey: ['contacts', 'imports'],
    queryFn: contactsApi.imports,
    refetchInterval: (query) => (query.state.data?.some(isRunning) ? 700 : false),
  })
  const running = imports.data?.filter(isRunning) ?? []
  const earlier = imports.data?.filter((one) => !isRunning(one)) ?? []
  return (
    <>
      <PageHeader title={t('import.title')} lead={t('import.lead')} />
      <div className="contact-import">
        <ChooseFile chosen={chosen} onChosen={setChosen} />
        {chosen === undefined ? null : (
          <ImportSettings key={chosen.id} uploaded={chosen} onStarted={() => setChosen(undefined)} />
        )}
        {running.map((one) => (
          <ImportRun key={one.id} run={one} />
        ))}
        {earlier.length === 0 ? null : (
          <section>
            <h2>{t('import.earlier')}</h2>
            <ul className="earlier">
              {earlier.map((one) => (
                <ImportWords key={one.id} run={one} />
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  )
}

const isRunning = ({ state }: { state: string }) => state === 'queued' || state === 'running'
