import { Box } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ProblemGroup } from '../../api/contract/import-codes.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'

/** As many as the server names. */
const MOST = 50
const SHOWN_COLUMNS = 4

/** Why rows are left out: each reason once, with where in the file it is. */
export function ImportProblems({ problems }: { problems: readonly ProblemGroup[] }) {
  const { t } = useTranslation('studio')
  const { t: words } = useTranslation('importing')
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  return (
    <section className="problems">
      <h3>{t('import.problems')}</h3>
      <Box className="scroll problems-scroll" tabIndex={0} role="group" aria-label={t('import.problems')}>
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{words('problem.what')}</th>
              <th scope="col">{words('problem.where')}</th>
              <th scope="col">{words('problem.cells')}</th>
              <th scope="col">{words('problem.rows')}</th>
              <th scope="col">{words('problem.lines')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((group) => (
              <tr key={`${group.reason} ${group.values.join()} ${group.columns.join()} ${group.message}`}>
                <td>
                  <What group={group} />
                </td>
                <td data-label={words('problem.where')}>
                  <Columns columns={group.columns} />
                </td>
                <td data-label={words('problem.cells')}>{number(group.cells)}</td>
                <td data-label={words('problem.rows')}>{number(group.rows)}</td>
                <td data-label={words('problem.lines')}>{group.lines.map(number).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Box>
      {problems.length < MOST ? null : (
        <p className="quiet small">{words('problems.first', { formatted: number(MOST) })}</p>
      )}
    </section>
  )
}

/** The reason in the reader's language; the server's sentence, which has the details, where that is its language. */
function What({ group: { reason, message, values, moreValues } }: { group: ProblemGroup }) {
  const { t } = useTranslation('importing')
  const language = useLanguage()
  return (
    <>
      <strong>{t(`reason.${reason}`, t('reason.other'))}</strong>
      {values.length === 0 ? null : (
        <span className="problem-values">
          {values.map((value) => (
            <code key={value}>{value}</code>
          ))}
          {moreValues === 0 ? null : (
            <span className="quiet small">
              {t('problem.more-values', { formatted: formatNumber(moreValues, language) })}
            </span>
          )}
        </span>
      )}
      {language === 'en' && values.length < 2 ? <div className="quiet small">{message}</div> : null}
    </>
  )
}

function Columns({ columns }: { columns: readonly string[] }) {
  const { t } = useTranslation('importing')
  const language = useLanguage()
  if (columns.length === 0) return <span className="quiet">{t('problem.whole-row')}</span>
  const more = columns.length - SHOWN_COLUMNS
  return (
    <span title={columns.join(', ')} className="problem-values">
      {columns.slice(0, SHOWN_COLUMNS).map((column) => (
        <code key={column}>{column}</code>
      ))}
      {more <= 0 ? null : (
        <span className="quiet small">
          {t('problem.more-values', { formatted: formatNumber(more, language) })}
        </span>
      )}
    </span>
  )
}
