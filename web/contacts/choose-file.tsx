import { Button, FileButton, Loader } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactImportPreview } from '../../api/contract/contact-import.ts'
import { ApiFailure } from '../api-client.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { ChooseSheet } from '../parts/choose-sheet.tsx'
import { EncodingSelect } from '../parts/encoding-select.tsx'
import { ErrorNotice } from '../parts/error-notice.tsx'
import { contactsApi } from './contacts-api.ts'

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,text/csv'

interface ChooseFileProps {
  readonly chosen: ContactImportPreview | undefined
  readonly onChosen: (preview: ContactImportPreview | undefined) => void
}

/** A file from the disk, chosen or dropped; what is wrong with the file itself is said here. */
export function ChooseFile({ chosen, onChosen }: ChooseFileProps) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const [isOver, setOver] = useState(false)
  // Without it a browser says nothing when the same file is chosen again after it was corrected.
  const forget = useRef<() => void>(null)
  const upload = useMutation({
    mutationFn: contactsApi.upload,
    onSuccess: onChosen,
    onSettled: () => forget.current?.(),
  })
  const choose = (file: File | null | undefined) => {
    if (file == null) return
    onChosen(undefined)
    upload.mutate({ file })
  }
  const { file } = upload.variables ?? {}
  const isUnreadable = upload.error instanceof ApiFailure && upload.error.code === 'unreadable-file'
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    choose(event.dataTransfer.files[0])
  }
  const count = chosen?.rows ?? 0
  return (
    <>
      <section
        className={isOver ? 'drop over' : 'drop'}
        aria-label={t('import.choose')}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {upload.isPending ? (
          <p role="status" className="drop-reading">
            <Loader size="sm" color="var(--own)" />{' '}
            {t('import.reading', { name: upload.variables.file.name })}
          </p>
        ) : (
          <>
            {chosen === undefined ? null : (
              <p>
                <strong>{chosen.fileName}</strong>{' '}
                <span className="quiet">
                  {t('import.rows', { count, formatted: formatNumber(count, language) })}
                </span>
              </p>
            )}
            {chosen?.sheet == null ? null : (
              <ChooseSheet
                sheet={chosen.sheet}
                onChoose={(sheet) => file !== undefined && upload.mutate({ file, sheet })}
              />
            )}
            <FileButton accept={ACCEPTED} onChange={choose} resetRef={forget}>
              {(props) => (
                <Button variant={chosen === undefined ? 'filled' : 'default'} {...props}>
                  {t(chosen === undefined ? 'import.choose' : 'import.another')}
                </Button>
              )}
            </FileButton>
            <p className="quiet small">{t('import.drop')}</p>
          </>
        )}
      </section>
      {upload.error === null ? null : <ErrorNotice error={upload.error} kept={t('import.nothing-kept')} />}
      {isUnreadable && chosen === undefined && file !== undefined && !isWorkbook(file) ? (
        <div className="contact-columns">
          <EncodingSelect
            value={upload.variables?.encoding ?? null}
            disabled={upload.isPending}
            onChoose={(encoding) => upload.mutate({ file, encoding })}
          />
        </div>
      ) : null}
    </>
  )
}

const isWorkbook = ({ name }: File) => name.toLowerCase().endsWith('.xlsx')
