import { Button, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { changeLanguage } from '../i18n/index.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../i18n/languages.ts'
import { useLanguage } from '../i18n/use-language.ts'
import { Icon } from './icon.tsx'

export function LanguageSwitch() {
  const { t } = useTranslation('common')
  const current = useLanguage()
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          size="sm"
          className="quiet-button"
          leftSection={<Icon name="globe" />}
          aria-label={`${t('language')}: ${LANGUAGE_NAMES[current]}`}
        >
          <span className="wide-only" aria-hidden="true">
            {LANGUAGE_NAMES[current]}
          </span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            onClick={() => void changeLanguage(language)}
            aria-current={language === current}
          >
            {LANGUAGE_NAMES[language]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
