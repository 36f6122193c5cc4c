import type { Language } from '../contract/common.ts'
import { MAIL_WORDS } from '../forms/mail-texts.ts'
import { escapeHtml } from '../forms/render-mail.ts'

/** The page behind the last link of an invitation: asks, or says what was done. No script, no form library. */
export function unsubscribePage(language: Language, state: 'ask' | 'done' | 'unknown' | 'later'): string {
  const words = MAIL_WORDS[language].page
  const button = `<form method="post"><button>${escapeHtml(words.act)}</button></form>`
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${escapeHtml(words.title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escapeHtml(words.title)}</h1><p role="status">${escapeHtml(words[state])}</p>
${state === 'ask' ? button : ''}</main></body>
</html>`
}

const STYLE = `:root{color-scheme:light dark}
body{margin:0;background:#fafaf7;color:#1b1f23;font:18px/1.6 Inter,system-ui,sans-serif}
main{max-width:36rem;margin:0 auto;padding:48px 16px}h1{font-size:28px;line-height:1.3;margin:0 0 16px}
button{min-height:48px;padding:0 24px;border:0;border-radius:8px;background:#0b6e69;color:#fff;font:inherit;cursor:pointer}
button:focus-visible{outline:3px solid #1b1f23;outline-offset:2px}
@media(prefers-color-scheme:dark){body{background:#14171a;color:#e8eaed}button:focus-visible{outline-color:#e8eaed}}`
