import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface LoopFieldProps {
  readonly brands: number
  readonly loop: number
  readonly onChange: (loop: number) => void
}

/** One brand per respondent, or the same questions again for each they know. */
export function LoopField({ brands, loop, onChange }: LoopFieldProps) {
  const { t } = useTranslation('modules')
  if (brands < 2) return null
  const several = Array.from({ length: brands - 1 }, (_, place) => place + 2)
  return (
    <NativeSelect
      className="setting"
      label={t('loop')}
      description={t('loop.hint')}
      value={String(Math.min(loop, brands))}
      data={[
        { value: '0', label: t('loop.one') },
        ...several.map((most) => ({ value: String(most), label: t('loop.most', { count: most }) })),
      ]}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    />
  )
}
