import { MantineProvider } from '@mantine/core'
import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import type { Language } from '../../../web/i18n/languages.ts'
import { i18n } from './translator.ts'

/** A panel as text, in one language, without a browser. */
export function render(panel: ReactNode, language: Language = 'en'): string {
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18n.cloneInstance({ lng: language })}>
      <MantineProvider>{panel}</MantineProvider>
    </I18nextProvider>,
  ).replaceAll('&#x27;', "'")
}
