import { expect, it } from 'vitest'
import type { PageAssets } from '../../api/pages/page-assets.ts'
import { workerScript } from '../../api/pages/worker-script.ts'

const away = { worker: 'self.onfetch = () => {}', files: ['/assets/a-1.js'] }
const assets: PageAssets = { style: 'p{}', script: '/assets/a-1.js', away }
const nameIn = (script: string | undefined) => /"name":"(manyi-respond-[0-9a-f]{16})"/.exec(script ?? '')?.[1]

it('tells the worker what to keep, before its own code', async () => {
  const script = await workerScript(assets)
  expect(script).toMatch(/^self\.kept = \{.*"page":"\/r\/offline","files":\["\/assets\/a-1\.js"\]\};\n/)
  expect(script?.endsWith(away.worker)).toBe(true)
  expect(await workerScript(assets)).toBe(script)
})

it.each<[string, PageAssets]>([
  ['script', { ...assets, script: '/assets/a-2.js' }],
  ['look', { ...assets, style: 'p{color:red}' }],
  ['file that is loaded later', { ...assets, away: { ...away, files: [...away.files, '/assets/b.js'] } }],
  ['worker', { ...assets, away: { ...away, worker: '' } }],
])('names another cache for another %s', async (_, other) => {
  const names = [nameIn(await workerScript(assets)), nameIn(await workerScript(other))]
  expect(names[0]).toBeDefined()
  expect(names[1]).toBeDefined()
  expect(names[0]).not.toBe(names[1])
})

it('is not there where the pages were not built', async () => {
  expect(await workerScript({ style: '', script: undefined })).toBeUndefined()
})
