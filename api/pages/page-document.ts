import { html, raw } from 'hono/html'
import type { Language } from '../contract/common.ts'
import { DIRECTIONS } from './languages.ts'
import type { PageAssets } from './page-assets.ts'
import { type Html, jsonScript } from './page-parts.ts'

interface PageDocument {
  readonly language: Language
  readonly title: string
  readonly body: Html
  readonly assets: PageAssets
  /** What the page's script goes on from, by its name in the page; without it no script is loaded. */
  readonly state?: Readonly<Record<string, unknown>> | undefined
}

/** The whole document: words and look in one answer, so that one round trip is enough to read it. */
export function pageDocument({ language, title, body, assets, state }: PageDocument): Html {
  const script =
    state === undefined || assets.script === undefined
      ? ''
      : html`${Object.entries(state).map(([name, value]) => jsonScript(name, value))}<script type="module" src="${assets.script}"></script>`
  return html`<!doctype html><html lang="${language}" dir="${DIRECTIONS[language]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="generator" content="Manyi"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark"><meta name="theme-color" content="#fafaf7" media="(prefers-color-scheme: light)"><meta name="theme-color" content="#14171a" media="(prefers-color-scheme: dark)"><title>${title}</title><link rel="icon" type="image/svg+xml" href="/favicon.svg"><style>${raw(assets.style)}</style></head><body><div id="root">${body}</div>${script}</body></html>`
}
