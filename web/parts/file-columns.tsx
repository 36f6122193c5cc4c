import { Box, NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface FileColumnsProps {
  readonly columns: readonly string[]
  /** Where each column goes; null: nowhere. */
  readonly mapping: Readonly<Record<string, string | null>>
  readonly targets: readonly { readonly value: string; readonly label: string }[]
  /** Targets that several columns may go to; any other is taken by one. */
  readonly shared?: readonly string[]
  /** The first rows of the file, as read. */
  readonly rows: readonly (readonly string[])[]
  readonly onChoose: (column: string, target: string | null) => void
}

const SHOWN = 4

/** Each column of a file with its first values, and where it goes. */
export function FileColumns({ columns, mapping, targets, shared = [], rows, onChoose }: FileColumnsProps) {
  const { t } = useTranslation('common')
  const taken = new Set(
    Object.values(mapping).filter((target) => target !== null && !shared.includes(target)),
  )
  return (
    <Box component="section" className="scroll" tabIndex={0} aria-label={t('file.columns')}>
      <table className="list file-columns">
        <thead>
          <tr>
            <th scope="col">{t('file.column')}</th>
            <th scope="col">{t('file.target')}</th>
            <th scope="col">{t('file.sample')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column, place) => {
            const current = mapping[column] ?? null
            const values = rows.slice(0, SHOWN).map((row) => row[place] ?? '')
            return (
              <tr key={column}>
                <td>
                  <strong>{column}</strong>
                </td>
                <td data-label={t('file.target')}>
                  <NativeSelect
                    size="sm"
                    aria-label={t('file.target-of', { column })}
                    value={current ?? ''}
                    data={[
                      { value: '', label: t('file.leave-out') },
                      ...targets.filter(({ value }) => value === current || !taken.has(value)),
                    ]}
                    onChange={(event) => onChoose(column, event.currentTarget.value || null)}
                  />
                </td>
                <td data-label={t('file.sample')} className="quiet small sample">
                  {values.filter((value) => value !== '').join(' · ')}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Box>
  )
}
