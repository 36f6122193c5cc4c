import { Button, FileButton, Loader } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/contract/import.ts'
import type { Brand } from '../../api/contract/program.ts'
import type { FileEncoding, SheetRead } from '../../api/contract/table-file.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { ApiFailure, api } from '../api-client.ts'
import { ChooseSheet } from '../parts/choose-sheet.tsx'
import { EncodingSelect } from '../parts/encoding-select.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { ImportDone } from './import-done.tsx'
import { type ChosenFile, ImportPreviewed } from './import-previewed.tsx'

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,text/csv'

interface FromDisk {
  readonly file: File
  /** As the reader says it is; undefined: to be recognised. */
  readonly encoding?: FileEncoding
  /** Of a workbook; undefined: the first. */
  readonly sheet?: string
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
    mutationFn: ({ file, ...how }: FromDisk) => api.uploadInterviews(wave.id, file, how),
    // Its columns are others in another encoding or sheet; which brand it is about is not.
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
  // Another encoding or sheet was tried that cannot be read; what was read before is still here.
  const tried = error === null ? undefined : upload.variables
  const isUnreadable = error instanceof ApiFailure && error.code === 'unreadable-file'
  const asksEncoding =
    chosen === undefined
      ? isUnreadable && source?.name.toLowerCase().endsWith('.xlsx') === false
      : chosen.file.format === 'csv'
  const readIn = (file: File, encoding: FileEncoding) =>
    encoding === chosen?.file.encoding ? upload.reset() : upload.mutate({ file, encoding })
  const sheet = chosen?.file.sheet ?? null
  const readSheet = (file: File, name: string) =>
    name === sheet?.name ? upload.reset() : upload.mutate({ file, sheet: name })
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
            value={tried?.encoding ?? chosen?.file.encoding ?? null}
            unknown={words('encoding.unknown')}
            disabled={upload.isPending}
            onChoose={(encoding) => readIn(source, encoding)}
          />
        </>
      ) : null}
      {sheet === null || source === undefined ? null : (
        <ChooseSheet sheet={showing(sheet, tried?.sheet)} onChoose={(name) => readSheet(source, name)} />
      )}
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

/** The sheet that was tried instead of the one that was read. */
const showing = ({ name, others }: SheetRead, tried = name): SheetRead => ({
  name: tried,
  others: [name, ...others].filter((other) => other !== tried),
})
