/** Roughly how wide a text is drawn, in pixels: a Chinese character is square, a Latin one about half of that. */
export function textWidth(text: string, size: number): number {
  let ems = 0
  for (const character of text) ems += isWide(character) ? 1 : 0.56
  return ems * size
}

/**
 * A label in at most `lines` lines of `width` pixels; what does not fit ends in an ellipsis.
 * Lines break between words; within Chinese only where a word alone is too wide.
 */
export function wrapText(text: string, width: number, size: number, lines = 2): readonly string[] {
  const wrapped: string[] = []
  let line = ''
  for (const word of text.match(/\S+\s*/g) ?? []) {
    const fits = textWidth(word.trimEnd(), size) <= width
    for (const part of fits ? [word] : (word.match(BREAKABLE) ?? [])) {
      if (line !== '' && textWidth((line + part).trimEnd(), size) > width) {
        wrapped.push(line.trimEnd())
        line = ''
      }
      line += part
    }
  }
  if (line !== '') wrapped.push(line.trimEnd())
  const kept = wrapped.slice(0, lines)
  const last = kept.length - 1
  return kept.map((kept, i) => shorten(i === last && wrapped.length > lines ? `${kept}…` : kept, width, size))
}

/** One Chinese character, or a run of others. */
const BREAKABLE = /[\u2e80-\u9fff\uff00-\uffef]|[^\u2e80-\u9fff\uff00-\uffef]+/gu

function shorten(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text
  let kept = text.replace(/…$/, '')
  while (kept.length > 1 && textWidth(`${kept}…`, size) > width) kept = kept.slice(0, -1)
  return `${kept.trimEnd()}…`
}

function isWide(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return code >= 0x2e80 && code <= 0xffef
}
