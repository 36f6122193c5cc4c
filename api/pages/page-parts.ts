import { html, raw } from 'hono/html'

export type Html = ReturnType<typeof html>

/** An attribute that is there or not. */
export const flag = (name: string, on: boolean) => raw(on ? ` ${name}` : '')

/** Manyi's mark: 满 in white on a vermilion square. */
export const seal = () => html`<span class="seal" role="img" aria-label="Manyi 满意">满</span>`

/** JSON inside a script element: no text in it can end the element. */
export const jsonScript = (id: string, value: unknown) =>
  html`<script type="application/json" id="${id}">${raw(JSON.stringify(value).replaceAll('<', '\\u003c'))}</script>`
