import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnMapping, ImportPreview } from '../../api/contract/import.ts'
import { FileColumns } from '../parts/file-columns.tsx'

interface ImportColumnsProps {
  readonly preview: ImportPreview
  /** Wordings by code, where they are known. */
  readonly titles: ReadonlyMap<string, string>
  readonly onChange: (mapping: ColumnMapping) => void
}

/** Where each column of the file goes, by the question's words. */
export function ImportColumns({ preview, titles, onChange }: ImportColumnsProps) {
  const { t } = useTranslation('studio')
  const { columns, mapping, targets, sample } = preview
  // Open where something is left to decide; a file that fits needs no table.
  const [isOpen, setOpen] = useState(preview.unmapped.length > 0)
  const matched = new Set(Object.values(mapping).filter((code) => code !== null)).size

  const label = (code: string, title: string, isRequired: boolean) => {
    const named = title === code ? code : `${code} · ${title}`
    return isRequired ? `${named} (${t('import.required')})` : named
  }
  return (
    <details
      className="columns-details"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t('import.matched', { matched, count: columns.length })}</summary>
      <FileColumns
        columns={columns}
        mapping={mapping}
        targets={targets.map(({ code, title, required }) => ({
          value: code,
          label: label(code, titles.get(code) ?? title, required),
        }))}
        rows={sample}
        onChoose={(column, target) => onChange({ ...mapping, [column]: target })}
      />
    </details>
  )
}
