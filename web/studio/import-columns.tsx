import { Box, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnMapping, ImportPreview } from '../../api/contract/import.ts'

interface ImportColumnsProps {
  readonly preview: ImportPreview
  /** Wordings by code, where they are known. */
  readonly titles: ReadonlyMap<string, string>
  readonly onChange: (mapping: ColumnMapping) => void
}

const SHOWN = 4

/** Each column of the file with its first values, and where it goes; a target is taken by one column only. */
export function ImportColumns({ preview, titles, onChange }: ImportColumnsProps) {
  const { t } = useTranslation('studio')
  const { columns, mapping, targets, sample } = preview
  // Open where something is left to decide; a file that fits needs no table.
  const [isOpen, setOpen] = useState(preview.unmapped.length > 0)
  const taken = new Set(Object.values(mapping).filter((code) => code !== null))

  const label = (code: string, title: string, isRequired: boolean) => {
    const named = title === code ? code : `${code} · ${title}`
    return isRequired ? `${named} (${t('import.required')})` : named
  }
  const options = (current: string | null) => [
    { value: '', label: t('import.leave-out') },
    ...targets
      .filter(({ code }) => code === current || !taken.has(code))
      .map(({ code, title, required }) => ({
        value: code,
        label: label(code, titles.get(code) ?? title, required),
      })),
  ]
  return (
    <details
      className="columns-details"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{t('import.matched', { matched: taken.size, count: columns.length })}</summary>
      <Box component="section" className="scroll" tabIndex={0} aria-label={t('import.columns')}>
        <table className="list columns">
          <thead>
            <tr>
              <th scope="col">{t('import.column')}</th>
              <th scope="col">{t('import.target')}</th>
              <th scope="col">{t('import.sample')}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column, place) => {
              const current = mapping[column] ?? null
              const values = sample.slice(0, SHOWN).map((row) => row[place] ?? '')
              return (
                <tr key={column}>
                  <td>
                    <code>{column}</code>
                  </td>
                  <td data-label={t('import.target')}>
                    <NativeSelect
                      size="sm"
                      aria-label={t('import.target-of', { column })}
                      value={current ?? ''}
                      data={options(current)}
                      onChange={(event) => {
                        const { value } = event.currentTarget
                        onChange({ ...mapping, [column]: value === '' ? null : value })
                      }}
                    />
                  </td>
                  <td data-label={t('import.sample')} className="quiet sample">
                    {values.join(' · ')}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Box>
    </details>
  )
}
