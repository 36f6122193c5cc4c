import packageJson from '../package.json' with { type: 'json' }

/** Name and version, as receipts state it. */
export const SOFTWARE = `manyi ${packageJson.version}`
