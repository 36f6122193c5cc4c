import MarkdownIt from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'

const LINK = /^(?:https:\/\/|mailto:)/i

/**
 * Paragraphs, emphasis and links to https or mail; everything else stays the text it is. Emphasis may stand against
 * Chinese marks without a space, where CommonMark alone would print the stars.
 */
const reader = new MarkdownIt('zero', { html: false, breaks: true })
  .enable(['emphasis', 'link', 'newline'])
  .use(cjkFriendly)
reader.validateLink = (address) => LINK.test(address.trim())
reader.renderer.rules['link_open'] = (tokens, place, options, _, self) => {
  tokens[place]?.attrSet('rel', 'noopener noreferrer')
  tokens[place]?.attrSet('target', '_blank')
  return self.renderToken(tokens, place, options)
}

/** A designer's words as HTML that cannot do anything but stand there. */
export function markdown(text: string): string {
  return reader.render(text).trim()
}
