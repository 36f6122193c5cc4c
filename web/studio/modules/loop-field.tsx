import { NativeSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Problem } from '../design.ts'

interface LoopFieldProps {
  readonly brands: number
  readonly loop: number
  readonly problem: Problem | undefined
  readonly onChange: (loop: number) => void
}

/** One brand per respondent, or the same questions again for each they know. */
export function LoopField({ brands, loop, problem, onChange }: LoopFieldProps) {
  const { t } = useTranslation('modules')
  if (brands < 2) return null
  const several = Array.from({ length: brands - 1 }, (_, place) => place + 2)
  return (
    <NativeSelect
      className="setting"
      label={t('loop')}
      description={t('loop.hint')}
      error={problem === undefined ? undefined : t(problem.text)}
      value={String(Math.min(loop, brands))}
      data={[
        { value: '0', label: t('loop.one') },
        ...several.map((most) => ({ value: String(most), label: t('loop.most', { count: most }) })),
      ]}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    />
  )
}
