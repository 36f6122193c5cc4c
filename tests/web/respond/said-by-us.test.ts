import { expect, it } from 'vitest'
import type { Answering, OpenForm } from '../../../api/contract/response.ts'
import { errorBody } from '../../../api/errors.ts'
import { awayPage } from '../../../api/pages/away-page.ts'
import { showNotice } from '../../../api/pages/show-notice.ts'
import { loadForm } from '../../../web/respond/load-form.ts'
import { isOurPage, ourError } from '../../../web/respond/said-by-us.ts'

const assets = { style: '', script: '/a.js' } as Parameters<typeof awayPage>[0]

it('knows our pages from those that a network or a proxy puts in their place', () => {
  expect(isOurPage(String(showNotice({ assets, language: 'en', sentence: 'gone' })))).toBe(true)
  expect(isOurPage(String(awayPage(assets, 'zh-Hans')))).toBe(true)
  expect(isOurPage('<!doctype html><title>Sign in</title><div id="root"></div>')).toBe(false)
  expect(isOurPage(JSON.stringify(errorBody('not-found', 'x', 'r')))).toBe(false)
})

it('knows our refusals by what every one of them holds', async () => {
  const ours = errorBody('not-found', 'x', 'r')
  expect(await ourError(Response.json(ours, { status: 404 }))).toEqual(ours.error)
  expect(await ourError(Response.json({ error: { code: 404 } }, { status: 404 }))).toBeUndefined()
  expect(await ourError(new Response('<html>', { status: 404 }))).toBeUndefined()
})

const on = { address: '/r/one', token: null, sealed: 'id.seal', form: 1 } as Answering
const form = { formNumber: 1, texts: {}, survey: {} } as unknown as OpenForm

it.each<[string, () => Promise<Response>, OpenForm | undefined]>([
  ['our form', async () => Response.json(form), form],
  ['a sign-in page', async () => new Response('<html>'), undefined],
  ['somebody else’s JSON', async () => Response.json({ status: 'ok' }), undefined],
  ['nothing', async () => Response.json(null), undefined],
  ['a foreign 404', async () => new Response('', { status: 404 }), undefined],
  ['no network', () => Promise.reject(new TypeError('network')), undefined],
])('loads a form from %s', async (_, reply, expected) => {
  expect(await loadForm(on, reply)).toEqual(expected)
})
