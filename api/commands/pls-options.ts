import { MISSING_RULES, type MissingRule, SCHEMES, type Scheme } from '../../stats/index.ts'
import { splitOnce } from './split-option.ts'
import { UsageError } from './usage-error.ts'

/** What `manyi pls` was asked for. */
export interface PlsOptions {
  readonly model: string
  readonly data: string
  readonly scheme: Scheme
  readonly missing: MissingRule
  readonly weights?: string
  readonly resamples: number
  readonly seed: number
  readonly consistent: boolean
  readonly predict: boolean
  readonly groups?: string
  readonly permutations: number
  readonly plan: boolean
  readonly json: boolean
}

const NAMES = [
  'model',
  'data',
  'scheme',
  'missing',
  'weights',
  'groups',
  'permutations',
  'resamples',
  'seed',
] as const
type Name = (typeof NAMES)[number]
const FLAGS = ['json', 'consistent', 'predict', 'plan'] as const

/** Throws a UsageError naming the option that is unknown, missing or out of range. */
export function readPlsOptions(argv: readonly string[]): PlsOptions {
  const given = new Map<Name, string>()
  const flags = { json: false, consistent: false, predict: false, plan: false }
  for (let at = 0; at < argv.length; at++) {
    const [word = '', inline] = splitOnce(argv[at]!)
    const flag = FLAGS.find((candidate) => `--${candidate}` === word)
    if (flag !== undefined && inline === undefined) {
      flags[flag] = true
      continue
    }
    const name = NAMES.find((candidate) => `--${candidate}` === word)
    if (name === undefined) throw new UsageError(`unknown option "${word}", see manyi pls --help`)
    if (given.has(name)) throw new UsageError(`option --${name} is given twice`)
    const value = inline ?? argv[++at]
    if (value === undefined || value === '' || (inline === undefined && value.startsWith('--'))) {
      throw new UsageError(`option --${name} needs a value`)
    }
    given.set(name, value)
  }
  const weights = given.get('weights')
  const groups = given.get('groups')
  return {
    model: required(given, 'model'),
    data: required(given, 'data'),
    scheme: oneOf('scheme', given.get('scheme') ?? 'path', SCHEMES),
    missing: oneOf('missing', given.get('missing') ?? 'auto', MISSING_RULES),
    ...(weights === undefined ? {} : { weights }),
    ...(groups === undefined ? {} : { groups }),
    permutations: wholeNumber('permutations', given.get('permutations') ?? '1000'),
    resamples: wholeNumber('resamples', given.get('resamples') ?? '0'),
    seed: wholeNumber('seed', given.get('seed') ?? '1'),
    ...flags,
  }
}

function required(given: ReadonlyMap<Name, string>, name: Name): string {
  const value = given.get(name)
  if (value === undefined) throw new UsageError(`option --${name} is missing, see manyi pls --help`)
  return value
}

function oneOf<Choice extends string>(name: Name, value: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === value)
  if (choice === undefined) {
    throw new UsageError(`--${name} must be one of ${choices.join(', ')}, got "${value}"`)
  }
  return choice
}

const MOST_RESAMPLES = 100_000

function wholeNumber(name: 'resamples' | 'permutations' | 'seed', text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value))
    throw new UsageError(`--${name} must be a whole number from 0, got "${text}"`)
  if (name === 'resamples' && (value === 1 || value > MOST_RESAMPLES)) {
    throw new UsageError(`--resamples must be 0 or from 2 to ${MOST_RESAMPLES}, got ${text}`)
  }
  if (name === 'permutations' && (value === 0 || value > MOST_RESAMPLES)) {
    throw new UsageError(`--permutations must be from 1 to ${MOST_RESAMPLES}, got ${text}`)
  }
  return value
}
