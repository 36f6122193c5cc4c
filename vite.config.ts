import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const api = 'http://127.0.0.1:3000'
const OUT = 'dist'
const ASSETS = 'assets'
const WEEK_MS = 7 * 24 * 3600 * 1000

/** A brotli twin beside every script and style, so that a cheap phone loads a fifth and no server compresses twice. */
export function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    // Not closeBundle, which is called for a build that failed, too, and would hide why.
    writeBundle({ dir = '' }) {
      const folder = join(dir, ASSETS)
      for (const name of filesIn(folder).filter((name) => /\.(js|css)$/.test(name))) {
        if (existsSync(join(folder, `${name}.br`))) continue
        const plain = readFileSync(join(folder, name))
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(plain, { params }))
      }
    },
  }
}

/**
 * Pages that are open in a browser still load the scripts of the build they came from: files named by their hash stay
 * for a week after the build that replaced them.
 */
export function replacedSlowly(): Plugin {
  let folder = ''
  return {
    name: 'replaced-slowly',
    apply: 'build',
    configResolved({ root, build }) {
      folder = resolve(root, build.outDir)
    },
    buildStart() {
      // Until now these were in use: their week begins here, however long ago they were built.
      const now = new Date()
      for (const name of currentFiles(folder)) utimesSync(join(folder, name), now, now)
    },
    writeBundle() {
      const assets = join(folder, ASSETS)
      for (const name of filesIn(assets).filter((name) => !name.endsWith('.br'))) {
        if (Date.now() - statSync(join(assets, name)).mtimeMs < WEEK_MS) continue
        for (const one of [name, `${name}.br`]) rmSync(join(assets, one), { force: true })
      }
    },
  }
}

const filesIn = (folder: string) => (existsSync(folder) ? readdirSync(folder) : [])

/** What the build that is there now consists of, as its manifest says. */
function currentFiles(folder: string): readonly string[] {
  const manifest = join(folder, '.vite', 'manifest.json')
  if (!existsSync(manifest)) return []
  const chunks = Object.values(JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, Chunk>)
  const names = chunks.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets])
  return names.filter((name) => existsSync(join(folder, name)))
}

interface Chunk {
  readonly file: string
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
}

/** Two entries: the studio, and the respondent's page, which carries nothing of the studio. */
export default defineConfig({
  root: 'web',
  plugins: [react(), precompressed(), replacedSlowly()],
  build: {
    outDir: `../${OUT}`,
    emptyOutDir: false,
    // SurveyJS alone is more than the 500 kB Vite warns about; it is loaded after the first question shows.
    chunkSizeWarningLimit: 2000,
    target: 'es2022',
    // The server writes the respondent's page itself and finds its script here.
    manifest: true,
    rollupOptions: {
      input: {
        index: 'web/index.html',
        respond: 'web/respond/main.ts',
        // Served by the server from another place, with what it keeps written before it.
        worker: 'web/respond/worker.ts',
      },
    },
  },
  server: { host: '127.0.0.1', proxy: { '^/api/.*': api, '^/r/.*': api } },
})
