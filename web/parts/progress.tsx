import { Progress as Bar, Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { formatPercent, formatSeconds } from '../i18n/format.ts'
import { useLanguage } from '../i18n/use-language.ts'

interface ProgressProps {
  readonly label: string
  /** 0 to 1. */
  readonly share: number
  readonly secondsLeft: number | null
  readonly onStop?: () => void
}

/** A long action: how far, how much longer, and a way to stop. */
export function Progress({ label, share, secondsLeft, onStop }: ProgressProps) {
  const { t } = useTranslation('common')
  const language = useLanguage()
  const left =
    secondsLeft === null
      ? t('progress.estimating')
      : t('progress.left', { time: formatSeconds(secondsLeft, language) })
  return (
    <div className="progress">
      <div className="progress-words">
        <span>{label}</span>
        <span className="quiet">
          {formatPercent(share, language)} · {left}
        </span>
      </div>
      <Bar value={share * 100} size={6} color="var(--own)" aria-label={label} />
      {onStop === undefined ? null : (
        <Button variant="default" size="sm" onClick={onStop}>
          {t('stop')}
        </Button>
      )}
    </div>
  )
}
