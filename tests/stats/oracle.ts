import { readFileSync } from 'node:fs'

/** An oracle of tests/fixtures/oracles, typed by the caller: the files are ours and do not change. */
export const readOracle = <Shape>(name: string): Shape =>
  JSON.parse(readFileSync(new URL(`../fixtures/oracles/${name}.json`, import.meta.url), 'utf8'))
