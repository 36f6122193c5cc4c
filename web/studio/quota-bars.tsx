import { useTranslation } from 'react-i18next'
import type { Brand } from '../../api/contract/program.ts'
import type { Quota } from '../../api/contract/quota.ts'
import { formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { useSegmentWords } from './segment-words.ts'

interface QuotaBarsProps {
  readonly quotas: readonly Quota[]
  readonly brands: readonly Brand[]
}

/** How full each quota is; its number says what the bar shows. */
export function QuotaBars({ quotas, brands }: QuotaBarsProps) {
  const { t } = useTranslation('fieldwork')
  const language = useLanguage()
  const nameOf = useQuotaName(brands)
  return (
    <dl className="quota-bars">
      {quotas.map((quota) => {
        const left = quota.target - quota.taken
        const state =
          left <= 0
            ? t('quota.full')
            : t('quota.left', { count: left, formatted: formatNumber(left, language) })
        const share = quota.target === 0 ? 1 : Math.min(1, quota.taken / quota.target)
        const isOwn = brands.some(({ id, own }) => own && id === quota.brandId)
        return (
          <div key={quota.id} className={isOwn ? 'own' : ''}>
            <dt>{nameOf(quota)}</dt>
            <dd>
              {t('margin.of', {
                count: formatNumber(quota.taken, language),
                target: formatNumber(quota.target, language),
              })}{' '}
              <span className="quiet">{state}</span>
            </dd>
            <dd className="track" aria-hidden="true">
              <span className="taken" style={{ width: `${100 * share}%` }} />
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

/** Brand and segment of a quota, in words. */
export function useQuotaName(brands: readonly Brand[]) {
  const { t } = useTranslation('fieldwork')
  const segment = useSegmentWords()
  return ({ brandId, attributes }: Pick<Quota, 'brandId' | 'attributes'>): string => {
    const brand = brands.find(({ id }) => id === brandId)?.name ?? t('quotas.all')
    const parts = Object.entries(attributes).map(([code, value]) => segment.value(code, value))
    return [brand, ...parts].join(' · ')
  }
}
