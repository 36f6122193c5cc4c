import { useTranslation } from 'react-i18next'
import type { FoundValues as Found } from '../../api/contract/contact.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'

/** Of values that are no segment some are enough to see what they are. */
const SOME = 5

/** What stands in a column, or contacts hold, the most frequent first, each with its rows; how many more there are is said. */
export function FoundValues({ found }: { found: Found }) {
  const { t } = useTranslation('contacts')
  const language = useLanguage()
  const shown = found.maySegment ? found.values : found.values.slice(0, SOME)
  const more = found.distinct - shown.length
  return (
    <ul className="found-values">
      {shown.map(({ text, rows }) => (
        <li key={text}>
          {text} <span className="quiet figure">{formatNumber(rows, language)}</span>
        </li>
      ))}
      {more <= 0 ? null : (
        <li className="quiet">
          {t(found.isWhole ? 'values.more' : 'values.more.least', {
            count: more,
            formatted: formatNumber(more, language),
          })}
        </li>
      )}
    </ul>
  )
}
