import { Button, FileButton, Loader } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/contract/import.ts'
import type { Brand } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { api } from '../api-client.ts'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { ImportDone } from './import-done.tsx'
import { type ChosenFile, ImportPreviewed } from './import-previewed.tsx'

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,text/csv'

/** Choose, see what would happen, correct the columns, import. No interview is stored before the last click. */
export function ImportFile({ wave, brands }: { wave: Wave; brands: readonly Brand[] }) {
  const { t } = useTranslation('studio')
  const { t: ways } = useTranslation('ways')
  const [chosen, setChosen] = useState<ChosenFile>()
  const [done, setDone] = useState<Import>()
  // Without it a browser says nothing when the same file is chosen again after it was corrected.
  const forget = useRef<() => void>(null)
  const upload = useMutation({
    mutationFn: (file: File) => api.uploadInterviews(wave.id, file),
    onSuccess: (file) => setChosen({ file }),
    onSettled: () => forget.current?.(),
  })
  const choose = (file: File | null) => {
    if (file === null) return
    setDone(undefined)
    setChosen(undefined)
    upload.mutate(file)
  }
  return (
    <div className="import">
      <div>
        <FileButton accept={ACCEPTED} onChange={choose} resetRef={forget}>
          {(props) => (
            <Button variant="default" disabled={upload.isPending} {...props}>
              {chosen === undefined ? ways('upload.choose') : t('import.another')}
            </Button>
          )}
        </FileButton>
        {chosen === undefined ? null : <span className="file-name">{chosen.file.fileName}</span>}
      </div>
      {upload.isPending ? (
        <p role="status" className="import-reading">
          <Loader size="sm" color="var(--own)" /> {ways('upload.reading', { name: upload.variables.name })}
        </p>
      ) : null}
      {upload.error === null ? null : <ErrorNotice error={upload.error} kept={t('import.nothing-kept')} />}
      {done === undefined ? null : <ImportDone done={done} />}
      {chosen === undefined ? null : (
        <ImportPreviewed
          key={chosen.file.id}
          wave={wave}
          brands={brands}
          chosen={chosen}
          onChange={setChosen}
          onDone={(made) => {
            setChosen(undefined)
            // One that goes on in the background is in the list below.
            setDone(made.state === 'done' ? made : undefined)
          }}
        />
      )}
    </div>
  )
}
