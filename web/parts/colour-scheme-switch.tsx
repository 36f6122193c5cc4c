import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Icon } from './icon.tsx'

export function ColourSchemeSwitch() {
  const { t } = useTranslation('common')
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const other = scheme === 'light' ? 'dark' : 'light'
  return (
    <ActionIcon
      variant="subtle"
      size={36}
      className="quiet-button"
      aria-label={t(`scheme.${other}`)}
      onClick={() => setColorScheme(other)}
    >
      {scheme === 'light' ? <Icon name="moon" /> : <Icon name="sun" />}
    </ActionIcon>
  )
}
