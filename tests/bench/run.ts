/** `npm run bench -- NAME`: figures as ratios within one run, never a pass or a fail. */
const BENCHES: Record<string, () => Promise<void>> = {
  pls: async () => (await import('./pls.ts')).benchPls(),
  stats: async () => (await import('./stats.ts')).benchStats(),
  ingest: async () => (await import('./ingest.ts')).benchIngest(),
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name))
if (wanted.length === 0 || unknown.length > 0) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`)
  process.exit(2)
}
for (const name of wanted) await BENCHES[name]?.()
