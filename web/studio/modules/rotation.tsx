import { NumberInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Module } from '../../../api/contract/program.ts'

interface RotationProps {
  readonly modules: readonly Module[]
  readonly rotating: number
  readonly onChange: (rotating: number) => void
}

/** Of the blocks drawn at random, how many each respondent is asked. */
export function Rotation({ modules, rotating, onChange }: RotationProps) {
  const { t } = useTranslation('modules')
  const drawn = modules.filter(({ asked }) => asked === 'rotating').length
  if (drawn === 0) return null
  return (
    <NumberInput
      label={t('rotating', { count: drawn })}
      description={t('rotating.hint')}
      value={rotating}
      min={1}
      max={drawn}
      error={rotating === 0 ? t('rotating.none') : undefined}
      onChange={(value) => {
        if (typeof value === 'number') onChange(Math.min(drawn, Math.max(0, Math.round(value))))
      }}
    />
  )
}
