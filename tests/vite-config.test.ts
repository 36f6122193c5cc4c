import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { precompressed, replacedSlowly } from '../vite.config.ts'

const DAY_MS = 24 * 3600 * 1000
let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'manyi-build-'))
  await writeFile(join(root, 'index.html'), '<script type="module" src="./main.js"></script>')
})
afterEach(() => rm(root, { recursive: true, force: true }))

/** Builds a page with this script; returns the names of all scripts that are there afterwards. */
async function built(script: string): Promise<string[]> {
  await writeFile(join(root, 'main.js'), script)
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [precompressed(), replacedSlowly()],
    build: { outDir: 'dist', emptyOutDir: false, manifest: true, modulePreload: false },
  })
  return scripts()
}
const scripts = async () => (await readdir(join(root, 'dist/assets'))).filter((name) => name.endsWith('.js'))
const age = async (name: string, days: number) => {
  const then = new Date(Date.now() - days * DAY_MS)
  await utimes(join(root, 'dist/assets', name), then, then)
}

it('keeps what open pages still load for a week after the build that replaced it', async () => {
  const [first = ''] = await built('console.log(1)')
  // Built long ago, in use until the next build.
  await age(first, 40)
  const both = await built('console.log(2)')
  expect(both).toHaveLength(2)
  expect(both).toContain(first)
  await age(first, 6)
  expect(await built('console.log(3)')).toContain(first)
  await age(first, 8)
  const left = await built('console.log(4)')
  expect(left).toHaveLength(3)
  expect(left).not.toContain(first)
  const twins = (await readdir(join(root, 'dist/assets'))).filter((name) => name.endsWith('.br'))
  expect(twins.map((name) => name.replace('.br', '')).sort()).toEqual(left.sort())
})

it('says which import is broken, with nothing built before', async () => {
  await expect(built('import "./missing.js"')).rejects.toThrow(/missing\.js/)
})

it('builds a page without any script', async () => {
  await writeFile(join(root, 'index.html'), '<p>still</p>')
  await mkdir(join(root, 'dist'))
  await build({
    root,
    configFile: false,
    logLevel: 'silent',
    plugins: [precompressed(), replacedSlowly()],
    build: { outDir: 'dist', emptyOutDir: false, manifest: true },
  })
  expect(await readdir(join(root, 'dist'))).toContain('index.html')
})
