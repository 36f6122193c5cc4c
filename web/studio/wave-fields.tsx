import { TextInput } from '@mantine/core'
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
  const field = (name: keyof NewWave) => ({
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
    </>
  )
}
