import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FileEncoding } from '../../api/contract/table-file.ts'

const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'windows-1252', 'utf-16le', 'utf-16be'] as const

interface EncodingSelectProps {
  /** As the file was read; null before it could be. */
  readonly value: FileEncoding | null
  /** What stands there instead of an encoding before one is chosen. */
  readonly unknown?: string
  readonly disabled?: boolean
  readonly onChoose: (encoding: FileEncoding) => void
}

/** How a text file writes its letters, where it was recognised wrongly. A workbook says it itself. */
export function EncodingSelect({ value, unknown = '', disabled = false, onChoose }: EncodingSelectProps) {
  const { t } = useTranslation('common')
  return (
    <NativeSelect
      label={t('file.encoding')}
      description={t('file.encoding.hint')}
      disabled={disabled}
      value={value ?? ''}
      data={[
        ...(value === null ? [{ value: '', label: unknown }] : []),
        ...ENCODINGS.map((encoding) => ({ value: encoding, label: encoding.toUpperCase() })),
      ]}
      onChange={(event) => {
        const chosen = ENCODINGS.find((encoding) => encoding === event.currentTarget.value)
        if (chosen !== undefined) onChoose(chosen)
      }}
    />
  )
}
