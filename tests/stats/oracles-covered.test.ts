import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const TESTS = fileURLToPath(new URL('..', import.meta.url))
const ORACLES = fileURLToPath(new URL('../fixtures/oracles', import.meta.url))

/** How close to come is not a thing to reproduce; nor is an entry of words alone: what the file is, where from. */
const ABOUT = new Set(['tolerance', 'computed_tolerance'])

/** Inputs that no expected number of the file rests on, or that the test writes out by hand; each with its reason. */
const IDLE: Readonly<Record<string, string>> = {
  'complaints: input.satisfaction_handling_1_10': 'a mean and its spread, beside the measures',
  'complaints: input.loyalty_means.complained_dissatisfied': 'beside the two groups of the recovery paradox',
  'complaints: input.loyalty_means.problem_no_complaint': 'beside the two groups of the recovery paradox',
  'acsi-synthetic-150: weighted_path.iterations_hint': 'rounds of another program, to another tolerance',
  'pls-higher-order: stage1.blocks': 'the items stand in the test, its edges are compared',
  'pls-higher-order: stage1.modes': 'the modes stand in the test',
  'pls-higher-order: stage2.blocks': 'the items stand in the test, its edges are compared',
  'pls-higher-order: stage2.modes': 'the modes stand in the test',
  'qfd: planning.competitor': 'drawn beside the house, in no formula',
}

/** The code of a test without comments and types: what is only declared is not held. */
function bare(text: string): string {
  const plain = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')
  return withoutTypeArguments(plain)
    .replaceAll(/^(?:export )?interface [\s\S]*?^}/gm, '')
    .replaceAll(/^(?:export )?type [\s\S]*?(?:^}.*|[^\n{|]$)/gm, '')
}

/** Cuts `<...>` after readOracle, brackets balanced. */
function withoutTypeArguments(text: string): string {
  let kept = ''
  let rest = text
  for (let at = rest.indexOf('readOracle<'); at >= 0; at = rest.indexOf('readOracle<')) {
    let depth = 0
    let end = at + 'readOracle'.length
    do {
      if (rest[end] === '<') depth++
      if (rest[end] === '>' && rest[end - 1] !== '=') depth--
      end++
    } while (depth > 0 && end < rest.length)
    kept += `${rest.slice(0, at)}readOracle`
    rest = rest.slice(end)
  }
  return kept + rest
}

/** Every test of stats that reads oracles: its code, and which ones it names. */
const READERS = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^stats\/.*\.ts$/.test(file) && !/oracles-covered|oracle\.ts$/.test(file))
  .map((file) => ({ file, code: bare(readFileSync(`${TESTS}/${file}`, 'utf8')) }))
  .filter(({ code }) => code.includes('readOracle('))

/** Does the code reach into an object by this key: `.key`, `['key']`, `'key'` in a list, or `{ key } =`? */
function reaches(code: string, key: string): boolean {
  const name = key.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  return (
    new RegExp(`\\.${name}(?![\\w(])|'${name}'`).test(code) ||
    new RegExp(
      `[{,]\\s*${name}\\s*(?=[,:}=])(?:[^{};]|\\{[^{}]*\\})*\\}\\s*(?:=|\\)\\s*=>|of\\b|\\]|,)`,
    ).test(code)
  )
}

/** Does the code go through all of an object: by Object.entries and the like, by an index, by expectAllClose? */
function walks(code: string, key: string): boolean {
  return new RegExp(
    `Object\\.(?:entries|keys|values)\\((?:[\\w.]+\\.)?${key}\\)|\\b${key}!?\\[(?!\\d)|expectAllClose\\([^;\\n]*\\b${key}\\b`,
  ).test(code)
}

const names = readdirSync(ORACLES)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''))
  .sort()

type Entry = readonly [key: string, value: unknown]

const contentOf = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`${ORACLES}/${name}.json`, 'utf8'))

const entriesIn = (value: unknown): Entry[] =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? []
    : Object.entries(value).filter(([key, inner]) => !ABOUT.has(key) && !isWords(inner))

const isWords = (value: unknown): boolean =>
  typeof value === 'string' || (Array.isArray(value) && value.every((one) => typeof one === 'string'))

/** Names of data (a path, one letter) are not looked for below the top: helpers go through them. */
const isDatum = (key: string): boolean => key.length === 1 || key.includes('->')

/** What no code reaches, by its place: entries, their parts, and the parts' parts. */
function openIn(value: unknown, codes: readonly string[], depth = 3): string[] {
  return entriesIn(value).flatMap(([key, inner]) => {
    if (!codes.some((code) => reaches(code, key))) return [key]
    if (depth === 1 || codes.some((code) => walks(code, key))) return []
    return openIn(
      Object.fromEntries(entriesIn(inner).filter(([part]) => !isDatum(part))),
      codes,
      depth - 1,
    ).map((part) => `${key}.${part}`)
  })
}

const readersOf = (name: string) =>
  READERS.filter(({ code }) => new RegExp(`'${name}'`).test(code)).map(({ file, code }) => ({ file, code }))

describe('the oracles', () => {
  it('are all here', () => {
    expect(names).toHaveLength(26)
  })

  it.each(names)('%s: every entry is held by a test that reads it', (name) => {
    const readers = readersOf(name)
    expect(readers.length, `no test of stats reads ${name}.json`).toBeGreaterThan(0)
    const open = openIn(
      contentOf(name),
      readers.map(({ code }) => code),
    )
    const idle = Object.keys(IDLE).filter((entry) => entry.startsWith(`${name}: `))
    expect(
      open.map((entry) => `${name}: ${entry}`).sort(),
      `entries of ${name}.json that no test holds, and those excused above`,
    ).toEqual(idle.sort())
  })
})

describe('this test would notice', () => {
  it.each([
    ['a type only', "const oracle = readOracle<{ rake: { a: number } }>('x')\nexpect(oracle.other).toBe(1)"],
    ['a comment', "// oracle.rake\n/* rake */ readOracle('x')"],
    ['an interface', "interface Oracle {\n  rake: number\n}\nreadOracle<Oracle>('x')"],
    ['a call of the same name', "readOracle('x')\nexpect(stats.rake(1)).toBe(2)"],
    ['a longer name', "readOracle('x').raked"],
  ])('%s', (_, text) => {
    expect(reaches(bare(text), 'rake')).toBe(false)
  })

  it.each([
    "const { rake, other } = readOracle('x')",
    "const { other: { a }, rake: own } = readOracle<{ rake: number }>('x')",
    'expectClose(made, oracle.rake, 1)',
    "expectClose(made, oracle['rake'], 1)",
    "it.each(['rake', 'trim'] as const)('%s', (key) => oracle[key])",
  ])('but not for: %s', (text) => {
    expect(reaches(bare(text), 'rake')).toBe(true)
  })
})
