const LONGEST = 40

/** A raw value as a message may show it: short, one line, only characters that every store and log can hold. */
export function quoted(raw: unknown): string {
  if (typeof raw === 'string') return `"${plain(raw)}"`
  if (Array.isArray(raw)) return 'a list'
  if (typeof raw === 'object' && raw !== null) return 'an object'
  return String(raw)
}

/** Text cut and cleaned of what is not text. */
export function plain(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
  return Array.from(cut.toWellFormed(), (character) => (isControl(character) ? '�' : character)).join('')
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return code < 32 || (code >= 127 && code < 160)
}
