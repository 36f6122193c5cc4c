import { useTranslation } from 'react-i18next'
import type { ImportCode } from '../../api/contract/import-codes.ts'
import { formatList } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'

/** What the file of an import wrote in codes of its own, as it was said to mean when it was started. */
export function CodesSaid({ codes }: { readonly codes: readonly ImportCode[] }) {
  const { t } = useTranslation('importing')
  const language = useLanguage()
  if (codes.length === 0) return null
  const said = ({ value, means, answer, columns }: ImportCode) => {
    const meaning = means === 'answer' ? (answer ?? '') : t(`means.${means}`)
    return columns === undefined
      ? t('said.anywhere', { value, meaning })
      : t('said.in', { value, columns: formatList(columns, language), meaning })
  }
  return (
    <details className="codes-said small">
      <summary>{t('said.title')}</summary>
      <ul>
        {codes.map((code) => (
          <li key={JSON.stringify(code)}>{said(code)}</li>
        ))}
      </ul>
    </details>
  )
}
