import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const api = 'http://127.0.0.1:3000'

/** Two entries: the studio, and the respondent's page, which carries nothing of the studio. */
export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    // SurveyJS alone is more than the 500 kB Vite warns about; it is loaded after the first question shows.
    chunkSizeWarningLimit: 1500,
    target: 'es2022',
    rollupOptions: { input: { index: 'web/index.html', respond: 'web/respond/index.html' } },
  },
  server: { host: '127.0.0.1', proxy: { '^/api/.*': api, '^/r/.*': api } },
})
