import type { ReactNode } from 'react'
import type { Language } from '../../../api/contract/common.ts'
import type { Asked, Texts } from '../words.ts'

/** What one taps or types on; the same markup as api/pages/question-controls.ts, so that nothing moves. */
export interface ControlProps {
  readonly element: Asked
  readonly value: unknown
  readonly onValue: (value: unknown) => void
  readonly language: Language
  readonly texts: Texts
  readonly describedBy: string
  readonly wrong: boolean
}

/** The attributes of what holds several fields together. */
export function group({ element, describedBy, wrong }: ControlProps, role: 'radiogroup' | 'group') {
  return {
    role,
    'aria-labelledby': `t-${element.name}`,
    ...(role === 'radiogroup' ? { 'aria-required': element.isRequired === true, 'aria-invalid': wrong } : {}),
    ...(describedBy === '' ? {} : { 'aria-describedby': describedBy }),
  }
}

/** The attributes of a field that is typed in. */
export function typed({ element, describedBy, wrong }: ControlProps) {
  return {
    id: `i-${element.name}`,
    name: `q:${element.name}`,
    'aria-labelledby': `t-${element.name}`,
    'aria-describedby': `${describedBy} n-${element.name}`.trim(),
    'aria-required': element.isRequired === true,
    'aria-invalid': wrong,
  }
}

/** Said under a field, and again when it changes if `live`. */
export const Note = ({ name, live, children }: { name: string; live?: boolean; children: ReactNode }) => (
  <p className="note" id={`n-${name}`} {...(live === true ? { role: 'status' } : {})}>
    {children}
  </p>
)
