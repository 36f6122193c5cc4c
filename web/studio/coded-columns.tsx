import { useTranslation } from 'react-i18next'
import type { CodedColumn, ImportCode } from '../../api/contract/import-codes.ts'
import { MeaningInColumn } from './meaning-in-column.tsx'

interface CodedColumnsProps {
  readonly columns: readonly CodedColumn[]
  /** Where each column goes, as it is called on the screen. */
  readonly titleOf: (column: string) => string
  readonly codes: readonly ImportCode[]
  readonly onChange: (codes: readonly ImportCode[]) => void
}

/** Columns whose choices stand in a code of the file's own: which choice is 1, which 2? */
export function CodedColumns({ columns, titleOf, codes, onChange }: CodedColumnsProps) {
  const { t } = useTranslation('importing')
  return (
    <section className="import-codes">
      <h3>{t('coded.title')}</h3>
      <p className="quiet">{t('coded.lead')}</p>
      <ul>
        {columns.map(({ column, choices, values }) => (
          <li key={column}>
            <div>
              <code>{column}</code> <span className="quiet small">{titleOf(column)}</span>
            </div>
            <ul className="code-columns">
              {values.map(({ value, cells }) => (
                <MeaningInColumn
                  key={value}
                  name={<strong>{value}</strong>}
                  {...{ value, column, cells, choices, codes, onChange }}
                />
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}
