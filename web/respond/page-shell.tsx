import type { ReactNode } from 'react'
import type { Language } from '../../api/contract/common.ts'
import { LANGUAGE_NAMES } from './language.ts'
import { TEXTS } from './texts.ts'

interface PageShellProps {
  /** The brand's or the program's name, small on top. */
  readonly name: string
  readonly language: Language
  readonly languages: readonly Language[]
  readonly onLanguage: (language: Language) => void
  readonly children: ReactNode
}

export function PageShell({ name, language, languages, onLanguage, children }: PageShellProps) {
  return (
    <div className="page">
      <header className="top">
        <p className="name">{name}</p>
        {languages.length > 1 && (
          <fieldset className="languages">
            <legend className="unseen">{TEXTS[language].language}</legend>
            {languages.map((one) => (
              <label key={one} lang={one} className={one === language ? 'language chosen' : 'language'}>
                <input
                  type="radio"
                  name="language"
                  checked={one === language}
                  onChange={() => onLanguage(one)}
                />
                <span>{LANGUAGE_NAMES[one]}</span>
              </label>
            ))}
          </fieldset>
        )}
      </header>
      <main>{children}</main>
    </div>
  )
}
