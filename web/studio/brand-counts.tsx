import { useTranslation } from 'react-i18next'
import type { Brand } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import { formatAgo, formatNumber } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'

/** How many have answered, brand by brand; bars start at zero and share one scale. */
export function BrandCounts({ wave, brands }: { wave: Wave; brands: readonly Brand[] }) {
  const { t } = useTranslation('studio')
  const language = useLanguage()
  const counts = brands
    .toSorted((a, b) => Number(b.own) - Number(a.own) || a.position - b.position)
    .map(({ id, name, own }) => ({ id, name, own, count: wave.responsesByBrand[id] ?? 0 }))
  const most = Math.max(1, ...counts.map(({ count }) => count))
  return (
    <section className="counts">
      <h2 aria-live="polite">
        {t('counts.title', { count: wave.responses, formatted: formatNumber(wave.responses, language) })}
      </h2>
      <p className="quiet">
        {wave.lastResponseAt === null
          ? t('counts.none')
          : t('counts.last', { ago: formatAgo(wave.lastResponseAt, Date.now(), language) })}
      </p>
      <dl className="bars">
        {counts.map(({ id, name, own, count }) => (
          <div key={id} className={own ? 'own' : ''}>
            <dt>{name}</dt>
            <dd>
              <span className="bar" style={{ width: `${(100 * count) / most}%` }} />
              <span className="figure">{formatNumber(count, language)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="quiet small">{t('counts.note')}</p>
    </section>
  )
}
