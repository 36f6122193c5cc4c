import { useTranslation } from 'react-i18next'

interface SaveStateProps {
  readonly isSaving: boolean
  readonly isFailed: boolean
  readonly isComplete: boolean
}

export function SaveState({ isSaving, isFailed, isComplete }: SaveStateProps) {
  const { t } = useTranslation('studio')
  const state = isSaving ? 'saving' : isFailed ? 'unsaved' : isComplete ? 'saved' : 'incomplete'
  return (
    <span className={isFailed ? 'save-failed' : 'quiet'} role="status">
      {t(`design.${state}`)}
    </span>
  )
}
