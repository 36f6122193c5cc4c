import { Button, FileButton } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Import } from '../../api/contract/import.ts'
import type { Brand } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { Notice } from '../parts/notice.tsx'
import { ImportDone } from './import-done.tsx'
import { type ChosenFile, ImportPreviewed } from './import-previewed.tsx'
import { type CsvFile, readCsvFile } from './read-csv-file.ts'

/** Choose, see what would happen, correct the columns, import. Nothing is stored before the last click. */
export function ImportFile({ wave, brands }: { wave: Wave; brands: readonly Brand[] }) {
  const { t } = useTranslation('studio')
  const [chosen, setChosen] = useState<ChosenFile>()
  const [unread, setUnread] = useState<CsvFile & { ok: false }>()
  const [done, setDone] = useState<Import>()
  // Without it a browser says nothing when the same file is chosen again after it was corrected.
  const forget = useRef<() => void>(null)

  const choose = async (file: File | null) => {
    if (file === null) return
    setDone(undefined)
    const read = await readCsvFile(file)
    forget.current?.()
    setUnread(read.ok ? undefined : read)
    setChosen(read.ok ? { file: read } : undefined)
  }
  return (
    <div className="import">
      <div>
        <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={(file) => void choose(file)} resetRef={forget}>
          {(props) => (
            <Button variant="default" {...props}>
              {t(chosen === undefined ? 'import.choose' : 'import.another')}
            </Button>
          )}
        </FileButton>
        {chosen === undefined ? null : <span className="file-name">{chosen.file.name}</span>}
      </div>
      {unread === undefined ? null : <Notice tone="bad">{t(`import.${unread.reason}`, unread.sizes)}</Notice>}
      {done === undefined ? null : <ImportDone done={done} />}
      {chosen === undefined ? null : (
        <ImportPreviewed
          key={chosen.file.id}
          wave={wave}
          brands={brands}
          chosen={chosen}
          onChange={setChosen}
          onDone={(done) => {
            setChosen(undefined)
            setDone(done)
          }}
        />
      )}
    </div>
  )
}
