import { Button, FileButton, Loader } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/contract/import.ts'
import type { Brand } from '../../api/contract/program.ts'
import type { FileEncoding } from '../../api/contract/table-file.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { ApiFailure, api } from '../api-client.ts'
import { EncodingSelect } from '../parts/encoding-select.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { ImportDone } from './import-done.tsx'
import { type ChosenFile, ImportPreviewed } from './import-previewed.tsx'

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,text/csv'

interface FromDisk {
  readonly file: File
  /** As the reader says it is; undefined: to be recognised. */
  readonly encoding?: FileEncoding
}

/** Choose, see what would happen, correct the columns, import. No interview is stored before the last click. */
export function ImportFile({ wave, brands }: { wave: Wave; brands: readonly Brand[] }) {
  const { t } = useTranslation('studio')
  const { t: ways } = useTranslation('ways')
  const { t: words } = useTranslation('importing')
  const [source, setSource] = useState<File>()
  const [chosen, setChosen] = useState<ChosenFile>()
  const [done, setDone] = useState<Import>()
  // Without it a browser says nothing when the same file is chosen again after it was corrected.
  const forget = useRef<() => void>(null)
  const upload = useMutation({
    mutationFn: ({ file, encoding }: FromDisk) => api.uploadInterviews(wave.id, file, encoding),
    // Its columns are others in another encoding; which brand it is about is not.
    onSuccess: (file) => setChosen((before) => ({ ...keptOf(before), file })),
    onSettled: () => forget.current?.(),
  })
  const choose = (file: File | null) => {
    if (file === null) return
    setDone(undefined)
    setChosen(undefined)
    setSource(file)
    upload.mutate({ file })
  }
  const { error } = upload
  // Another encoding was tried that the file is not in; as it was read before is still here.
  const isTried = error !== null && upload.variables?.encoding !== undefined
  const isUnreadable = error instanceof ApiFailure && error.code === 'unreadable-file'
  const asksEncoding = isTried || (chosen === undefined ? isUnreadable : chosen.file.format === 'csv')
  const read = (file: File, encoding: FileEncoding) =>
    encoding === chosen?.file.encoding ? upload.reset() : upload.mutate({ file, encoding })
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
          <Loader size="sm" color="var(--own)" />{' '}
          {ways('upload.reading', { name: upload.variables.file.name })}
        </p>
      ) : null}
      {error === null ? null : <ErrorNotice error={error} kept={t('import.nothing-kept')} />}
      {done === undefined ? null : <ImportDone done={done} />}
      {asksEncoding && source !== undefined ? (
        <>
          {chosen === undefined ? <p className="quiet">{words('encoding.failed')}</p> : null}
          <EncodingSelect
            value={isTried ? (upload.variables?.encoding ?? null) : (chosen?.file.encoding ?? null)}
            unknown={words('encoding.unknown')}
            disabled={upload.isPending}
            onChoose={(encoding) => read(source, encoding)}
          />
        </>
      ) : null}
      {chosen === undefined || error !== null ? null : (
        <ImportPreviewed
          key={chosen.file.id}
          wave={wave}
          brands={brands}
          chosen={chosen}
          onChange={setChosen}
          onDone={(made) => {
            setChosen(undefined)
            upload.reset()
            // One that goes on in the background is in the list below.
            setDone(made.state === 'done' ? made : undefined)
          }}
        />
      )}
    </div>
  )
}

const keptOf = (before: ChosenFile | undefined) =>
  before?.brandId === undefined ? {} : { brandId: before.brandId }
