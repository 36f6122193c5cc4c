/** `npm run bench -- NAME`: figures as ratios within one run, never a pass or a fail. A number after `coverage` is its seed. */
const BENCHES: Record<string, () => Promise<void>> = {
  pls: async () => (await import('./pls.ts')).benchPls(),
  stats: async () => (await import('./stats.ts')).benchStats(),
  coverage: async () => (await import('./coverage.ts')).benchCoverage(seed),
  contacts: async () => (await import('./contacts.ts')).benchContacts(),
  fieldwork: async () => (await import('./fieldwork.ts')).benchFieldwork(),
  respond: async () => (await import('./respond.ts')).benchRespond(),
  ingest: async () => (await import('./ingest.ts')).benchIngest(),
  import: async () => (await import('./import.ts')).benchImport(),
  invitations: async () => (await import('./invitations.ts')).benchInvitations(),
}

const given = process.argv.slice(2)
const number = given.find((word) => /^\d+$/.test(word))
const seed = number === undefined ? undefined : Number(number)
const wanted = given.filter((word) => word !== number)
const unknown = wanted.filter((name) => !Object.hasOwn(BENCHES, name))
if (wanted.length === 0 || unknown.length > 0) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`)
  process.exit(2)
}
for (const name of wanted) await BENCHES[name]?.()
