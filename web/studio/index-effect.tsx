import { useTranslation } from 'react-i18next'
import type { Brand } from '../../api/contract/program.ts'
import type { ExclusionEffect } from '../../api/contract/quality.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'

type Measured = ExclusionEffect['brands'][number]['before']

interface IndexEffectProps {
  readonly effect: ExclusionEffect['brands']
  readonly brands: readonly Brand[]
}

/** The index of each brand before and after. */
export function IndexEffect({ effect, brands }: IndexEffectProps) {
  const { t } = useTranslation('fieldwork')
  const language = useLanguage()
  if (effect.length === 0) return <p>{t('decide.noeffect')}</p>
  const said = ({ index, sampleSize }: Measured): string => {
    const count = formatNumber(sampleSize, language)
    if (index === null) return t('decide.noindex', { count })
    const one = (value: number) => formatNumber(value, language, { decimals: 1 })
    return t('decide.index', { value: one(index.value), margin: one((index.high - index.low) / 2), count })
  }
  return (
    <ul>
      {effect.map(({ brandId, before, after }) => (
        <li key={brandId}>
          {t('decide.from', {
            brand: brands.find(({ id }) => id === brandId)?.name ?? '',
            before: said(before),
            after: said(after),
          })}
        </li>
      ))}
    </ul>
  )
}
