import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const api = 'http://127.0.0.1:3000'
const OUT = 'dist'

/** A brotli twin beside every script and style, so that a cheap phone loads a fifth and no server compresses twice. */
function precompressed(): Plugin {
  return {
    name: 'precompressed',
    apply: 'build',
    closeBundle() {
      const folder = join(import.meta.dirname, OUT, 'assets')
      for (const name of readdirSync(folder).filter((name) => /\.(js|css)$/.test(name))) {
        const plain = readFileSync(join(folder, name))
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(plain, { params }))
      }
    },
  }
}

/** Two entries: the studio, and the respondent's page, which carries nothing of the studio. */
export default defineConfig({
  root: 'web',
  plugins: [react(), precompressed()],
  build: {
    outDir: `../${OUT}`,
    emptyOutDir: true,
    // SurveyJS alone is more than the 500 kB Vite warns about; it is loaded after the first question shows.
    chunkSizeWarningLimit: 2000,
    target: 'es2022',
    // The server writes the respondent's page itself and finds its script here.
    manifest: true,
    rollupOptions: { input: { index: 'web/index.html', respond: 'web/respond/main.ts' } },
  },
  server: { host: '127.0.0.1', proxy: { '^/api/.*': api, '^/r/.*': api } },
})
