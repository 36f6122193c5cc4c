/**
 * Something a reader of the numbers must know, as a code to be translated; `subject` names the item, group or attribute
 * it is about.
 */
export interface Notice<Code extends string = string> {
  readonly code: Code
  readonly subject?: string
}

export const notice = <Code extends string>(code: Code, subject?: string): Notice<Code> =>
  subject === undefined ? { code } : { code, subject }
