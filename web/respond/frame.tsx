import type { ReactNode, RefObject } from 'react'
import type { Language } from '../../api/contract/common.ts'
import { LANGUAGE_NAMES, type Texts } from './words.ts'

interface FrameProps {
  /** The brand's or the program's name, small on top. */
  readonly name: string
  readonly language: Language
  readonly languages: readonly Language[]
  readonly texts: Texts
  readonly onLanguage: (language: Language) => void
  readonly onSubmit?: () => void
  /** A field that people cannot see and robots fill. */
  readonly trap?: RefObject<HTMLInputElement | null>
  readonly children: ReactNode
}

/** Around every card; the same markup as api/pages/answer-page.ts. */
export function Frame({
  name,
  language,
  languages,
  texts,
  onLanguage,
  onSubmit,
  trap,
  children,
}: FrameProps) {
  return (
    <form
      className="page"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit?.()
      }}
    >
      {trap !== undefined && (
        <div className="unseen" aria-hidden="true">
          <label>
            {texts.leaveEmpty}
            <input ref={trap} type="text" name="website" tabIndex={-1} autoComplete="off" />
          </label>
        </div>
      )}
      <header className="top">
        <p className="name">{name}</p>
        {languages.length > 1 && (
          <fieldset className="languages" aria-label={texts.language}>
            {languages.map((one) => (
              <button
                key={one}
                type="button"
                lang={one}
                className={one === language ? 'language chosen' : 'language'}
                aria-pressed={one === language}
                onClick={() => onLanguage(one)}
              >
                <span>{LANGUAGE_NAMES[one]}</span>
              </button>
            ))}
          </fieldset>
        )}
      </header>
      <main>{children}</main>
    </form>
  )
}

/** One sentence in the place of a card. */
export function Notice({ sentence, children }: { readonly sentence: string; readonly children?: ReactNode }) {
  return (
    <section className="notice" role="status">
      <h1 className="sentence">{sentence}</h1>
      {children}
    </section>
  )
}
