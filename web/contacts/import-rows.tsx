import { Box } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ContactAttribute } from '../../api/contract/contact.ts'
import type { ContactImportPreview } from '../../api/contract/contact-import.ts'
import { RowChanges } from './row-changes.tsx'

interface ImportRowsProps {
  readonly preview: ContactImportPreview
  readonly attributes: readonly ContactAttribute[]
}

/** The first rows as they read, each with what it changes; after them the first about other people, and those refused. */
export function ImportRows({ preview, attributes }: ImportRowsProps) {
  const { t } = useTranslation('contacts')
  const used = preview.columns
    .map((column, place) => ({ column, place }))
    .filter(({ column }) => preview.mapping[column] !== null)
  return (
    <Box className="scroll" tabIndex={0} role="group" aria-label={t('import.rows.title')}>
      <table className="preview-rows">
        <thead>
          <tr>
            <th scope="col">{t('import.fate')}</th>
            {used.map(({ column }) => (
              <th scope="col" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.sample.map(({ line, cells, fate, problems, changes, notes, isOther }) => (
            <tr key={line} className={`row-${fate}`}>
              <th scope="row">
                <span className="quiet small">{t('import.line', { line })}</span>{' '}
                <span className={`fate fate-${fate}`}>{t(`import.fate.${fate}`)}</span>
                {problems
                  .filter(({ column }) => column === '')
                  .map(({ reason }) => (
                    <span key={reason} className="cell-problem">
                      {t(`problem.${reason}`)}
                    </span>
                  ))}
                {isOther ? <span className="cell-problem">{t('import.other')}</span> : null}
                {notes.map((note) => (
                  <span key={note} className="row-change quiet">
                    {t(`import.note.${note}`)}
                  </span>
                ))}
                <RowChanges changes={changes} attributes={attributes} />
              </th>
              {used.map(({ column, place }) => {
                const problem = problems.find((problem) => problem.column === column)
                return (
                  <td key={column}>
                    {cells[place]}
                    {problem === undefined ? null : (
                      <span className="cell-problem">{t(`problem.${problem.reason}`)}</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  )
}
