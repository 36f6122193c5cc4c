import { useTranslation } from 'react-i18next'
import type { ImportCode, StrangeValue } from '../../api/contract/import-codes.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { meaningOf, withMeaning } from './chosen-codes.ts'
import { CodeMeaning, MEANINGS } from './code-meaning.tsx'
import { MeaningInColumn } from './meaning-in-column.tsx'

interface ImportCodesProps {
  readonly values: readonly StrangeValue[]
  readonly codes: readonly ImportCode[]
  readonly onChange: (codes: readonly ImportCode[]) => void
}

/** Values such as 99 that stand again and again where they are no answer: what does the file mean by them? */
export function ImportCodes({ values, codes, onChange }: ImportCodesProps) {
  const { t } = useTranslation('importing')
  return (
    <section className="import-codes">
      <h3>{t('codes.title')}</h3>
      <p className="quiet">{t('codes.lead')}</p>
      <ul>
        {values.map((value) => (
          <OneValue key={value.value} strange={value} codes={codes} onChange={onChange} />
        ))}
      </ul>
    </section>
  )
}

function OneValue({
  strange,
  codes,
  onChange,
}: Omit<ImportCodesProps, 'values'> & { strange: StrangeValue }) {
  const { t } = useTranslation('importing')
  const language = useLanguage()
  const number = (value: number) => formatNumber(value, language)
  const { value, cells, columns, lines } = strange
  const [first] = columns
  // Of one column there is nothing to tell apart, and its choices can be named at once.
  const only = columns.length === 1 ? first : undefined
  const stands =
    first === undefined
      ? t('codes.nowhere', { value })
      : only === undefined
        ? t('codes.stands', { value, cells: number(cells), formatted: number(columns.length) })
        : t(cells === 1 ? 'codes.stands-once' : 'codes.stands-in', {
            value,
            cells: number(cells),
            name: only.column,
          })
  return (
    <li>
      <div className="code-value">
        <div>
          <strong>{stands}</strong>
          {lines.length === 0 ? null : (
            <span className="quiet small"> {t('codes.lines', { lines: lines.map(number).join(', ') })}</span>
          )}
          <ReadAs columns={columns} />
        </div>
        <CodeMeaning
          label={t('codes.means', { value })}
          meant={meaningOf(codes, value, only?.column)}
          choices={only?.choices ?? []}
          onChoose={(meant) =>
            onChange(
              withMeaning(
                codes,
                value,
                columns.map(({ column }) => column),
                meant,
              ),
            )
          }
        />
      </div>
      {columns.length < 2 ? null : (
        <details>
          <summary>{t('codes.by-column')}</summary>
          <ul className="code-columns">
            {columns.map(({ column, cells, choices }) => (
              <MeaningInColumn
                key={column}
                name={<code>{column}</code>}
                {...{ value, column, cells, choices, codes, onChange }}
              />
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

/** How many cells are read as what, as the server counted them. */
function ReadAs({ columns }: Pick<StrangeValue, 'columns'>) {
  const { t } = useTranslation('importing')
  const language = useLanguage()
  const read = MEANINGS.filter((meaning) => meaning !== 'error').flatMap((meaning) => {
    const cells = columns.filter(({ means }) => means === meaning).reduce((sum, { cells }) => sum + cells, 0)
    return cells === 0 ? [] : [{ meaning, cells }]
  })
  return (
    <div className="small" aria-live="polite">
      {read
        .map(({ meaning, cells }) =>
          t('codes.read', {
            count: cells,
            formatted: formatNumber(cells, language),
            meaning: t(`means.${meaning}`),
          }),
        )
        .join(' · ')}
    </div>
  )
}
