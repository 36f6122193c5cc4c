import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CodedChoice, ImportCode } from '../../api/contract/import-codes.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { meaningOf, withMeaningIn } from './chosen-codes.ts'
import { CodeMeaning } from './code-meaning.tsx'

interface MeaningInColumnProps {
  /** What the line is about, of the two. */
  readonly name: ReactNode
  readonly value: string
  readonly column: string
  readonly cells: number
  readonly choices: readonly CodedChoice[]
  readonly codes: readonly ImportCode[]
  readonly onChange: (codes: readonly ImportCode[]) => void
}

/** A line of a list: how often a value stands in a column, and what it means there. */
export function MeaningInColumn({
  name,
  value,
  column,
  cells,
  choices,
  codes,
  onChange,
}: MeaningInColumnProps) {
  const { t } = useTranslation('importing')
  const language = useLanguage()
  return (
    <li>
      <span>
        {name}{' '}
        <span className="quiet small">
          {t('codes.cells', { count: cells, formatted: formatNumber(cells, language) })}
        </span>
      </span>
      <CodeMeaning
        label={t('codes.means-in', { value, column })}
        isNamedAside
        meant={meaningOf(codes, value, column)}
        choices={choices}
        onChoose={(meant) => onChange(withMeaningIn(codes, value, column, meant))}
      />
    </li>
  )
}
