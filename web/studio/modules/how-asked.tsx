import { NumberInput, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Module } from '../../../api/contract/program.ts'

interface HowAskedProps {
  readonly module: Module
  readonly onEdit: (module: Module) => void
}

/** Everybody, or a random share of the respondents: so that one program can carry many blocks in a few minutes. */
export function HowAsked({ module, onEdit }: HowAskedProps) {
  const { t } = useTranslation('modules')
  const hint = `asked-${module.instrument.name}`
  return (
    <fieldset className="choice setting">
      <legend>{t('asked')}</legend>
      <SegmentedControl
        size="sm"
        aria-label={t('asked')}
        aria-describedby={hint}
        value={module.asked}
        data={[
          { value: 'always', label: t('asked.always') },
          { value: 'rotating', label: t('asked.some') },
        ]}
        onChange={(asked) => onEdit({ ...module, asked: asked === 'rotating' ? 'rotating' : 'always' })}
      />
      <p className="quiet small" id={hint}>
        {t(module.asked === 'rotating' ? 'asked.some.hint' : 'asked.always.hint')}
      </p>
      {module.asked === 'rotating' ? (
        <NumberInput
          label={t('weight')}
          description={t('weight.hint')}
          value={module.weight}
          min={0.1}
          max={10}
          step={0.5}
          decimalScale={1}
          clampBehavior="strict"
          onChange={(weight) => {
            if (typeof weight === 'number' && weight >= 0.1) onEdit({ ...module, weight })
          }}
        />
      ) : null}
    </fieldset>
  )
}
