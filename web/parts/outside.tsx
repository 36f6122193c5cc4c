import type { ReactNode } from 'react'
import { ColourSchemeSwitch } from './colour-scheme-switch.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { Seal } from './seal.tsx'

/** Pages before the sign-in: the mark, the reader's settings, one thing to do. */
export function Outside({ children }: { children: ReactNode }) {
  return (
    <div className="outside">
      <header className="outside-top">
        <span className="frame-mark">
          <Seal size={36} />
          <span className="frame-name">
            Manyi <span lang="zh-Hans">满意</span>
          </span>
        </span>
        <div className="frame-settings">
          <LanguageSwitch />
          <ColourSchemeSwitch />
        </div>
      </header>
      <main className="outside-page">{children}</main>
    </div>
  )
}
