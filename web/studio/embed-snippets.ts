import type { Collector } from '../../api/contract/wave.ts'

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What goes into a page of one's own: a script whose frame follows the form's height, or a plain frame. */
export function embedSnippets({ url }: Pick<Collector, 'url'>, title: string) {
  const { origin, pathname } = new URL(url)
  const key = pathname.split('/').at(-1) ?? ''
  const named = escaped(title)
  return {
    script: `<script src="${origin}/embed.js" data-manyi-key="${key}" data-manyi-title="${named}" async></script>`,
    frame: `<iframe src="${escaped(url)}" title="${named}" style="width:100%;height:700px;border:0" loading="lazy"></iframe>`,
  }
}

/** The sites of a list typed one per line, and what in it is none. */
export function readSites(text: string): { readonly sites: string[]; readonly wrong: string[] } {
  const lines = text.split(/[\s,]+/).filter((line) => line !== '')
  const origins = lines.map((line) => [line, originOf(line)] as const)
  return {
    sites: [...new Set(origins.flatMap(([, origin]) => (origin === undefined ? [] : [origin])))],
    wrong: origins.flatMap(([line, origin]) => (origin === undefined ? [line] : [])),
  }
}

/** `www.example.com` and an address copied from a browser mean their site. */
function originOf(line: string): string | undefined {
  const url = URL.parse(/^[a-z]+:/i.test(line) ? line : `https://${line}`)
  if (url?.protocol !== 'https:') return undefined
  return /^https:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d+)?$/.test(url.origin) ? url.origin : undefined
}
