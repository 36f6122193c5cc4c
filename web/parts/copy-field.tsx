import { Button, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'

interface CopyFieldProps {
  readonly label: string
  readonly value: string
  readonly hideLabel?: true
}

export function CopyField({ label, value, hideLabel }: CopyFieldProps) {
  const { t } = useTranslation('common')
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <div className="copy-field">
      <TextInput
        {...(hideLabel ? { 'aria-label': label } : { label })}
        value={value}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        leftSection={clipboard.copied ? <Icon name="check" /> : <Icon name="copy" />}
        onClick={() => clipboard.copy(value)}
        aria-label={`${t('copy')}: ${label}`}
      >
        <span aria-live="polite">{clipboard.copied ? t('copied') : t('copy')}</span>
      </Button>
    </div>
  )
}
