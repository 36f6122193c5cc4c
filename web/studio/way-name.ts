import { useTranslation } from 'react-i18next'
import type { WayFunnel } from '../../api/contract/fieldwork.ts'
import type { Brand } from '../../api/contract/program.ts'

/** What a way in is called: its kind and its brand. */
export function useWayName(brands: readonly Brand[]) {
  const { t } = useTranslation('fieldwork')
  return ({ kind, brandId }: Pick<WayFunnel, 'kind' | 'brandId'>): string => {
    if (kind === 'import') return t('way.import')
    const brand = brands.find(({ id }) => id === brandId)?.name ?? t('way.all')
    return t('way.named', { kind: t(`way.${kind}`), brand })
  }
}
