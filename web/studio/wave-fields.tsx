import { NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { NewWave } from '../../api/contract/wave.ts'
import { wrongWave } from './wrong-wave.ts'

interface WaveFieldsProps {
  readonly wave: NewWave
  readonly onChange: (wave: NewWave) => void
}

/** Name, first and last day; what is wrong stands at the field that is. */
export function WaveFields({ wave, onChange }: WaveFieldsProps) {
  const { t } = useTranslation('studio')
  const wrong = wrongWave(wave)
  const field = (name: 'name' | 'opensOn' | 'closesOn') => ({
    name,
    value: wave[name],
    error: wrong?.field === name ? t(wrong.text) : undefined,
    onChange: (event: { currentTarget: { value: string } }) =>
      onChange({ ...wave, [name]: event.currentTarget.value }),
  })
  return (
    <>
      <TextInput {...field('name')} label={t('waves.name')} maxLength={200} />
      <TextInput {...field('opensOn')} label={t('waves.opens')} type="date" />
      <TextInput {...field('closesOn')} label={t('waves.closes')} type="date" />
      <NativeSelect
        label={t('waves.zone')}
        inputWrapperOrder={BELOW}
        description={t('waves.zone.hint')}
        value={wave.timeZone ?? 'UTC'}
        data={timeZones(wave.timeZone)}
        onChange={(event) => onChange({ ...wave, timeZone: event.currentTarget.value })}
      />
      <NumberInput
        size="md"
        hideControls
        label={t('waves.target')}
        inputWrapperOrder={BELOW}
        description={t('waves.target.hint')}
        value={wave.target ?? ''}
        min={1}
        max={1_000_000}
        allowDecimal={false}
        allowNegative={false}
        onChange={(value) =>
          onChange({ ...wave, target: typeof value === 'number' && value > 0 ? value : null })
        }
      />
    </>
  )
}

/** What explains a field stands below it, so that fields beside each other stay level. */
const BELOW: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error']

/** Every zone the browser knows, and the one chosen, which another browser may have known. */
const timeZones = (chosen = 'UTC'): string[] => [
  ...new Set(['UTC', chosen, ...Intl.supportedValuesOf('timeZone')]),
]
