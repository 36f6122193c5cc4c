import { Box } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RejectedRow } from '../../api/contract/import.ts'

const FIRST = 100

export function ImportProblems({ problems }: { problems: readonly RejectedRow[] }) {
  const { t } = useTranslation('studio')
  return (
    <section className="problems">
      <h3>{t('import.problems')}</h3>
      <Box className="scroll problems-scroll" tabIndex={0} role="group" aria-label={t('import.problems')}>
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{t('import.problem.line')}</th>
              <th scope="col">{t('import.problem.column')}</th>
              <th scope="col">{t('import.problem.value')}</th>
              <th scope="col">{t('import.problem.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ line, column, value, reason, message }) => (
              <tr key={`${line} ${column} ${reason}`}>
                <td>
                  {t('import.problem.line')} {line}
                </td>
                <td data-label={t('import.problem.column')}>
                  <code>{column}</code>
                </td>
                <td data-label={t('import.problem.value')}>
                  <code>{value}</code>
                </td>
                <td data-label={t('import.problem.reason')}>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Box>
      {problems.length < FIRST ? null : (
        <p className="quiet small">{t('import.problems.first', { count: FIRST })}</p>
      )}
    </section>
  )
}
