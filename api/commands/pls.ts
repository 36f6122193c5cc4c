import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import {
  type AnalysisReason,
  GENERATOR,
  MISSING_RULES,
  type MissingRule,
  type Observations,
  type PathAnalysis,
  type PathModel,
  type PathModelSource,
  pathAnalysis,
  SCHEMES,
  type Scheme,
  specifyModel,
  treatMissing,
} from '../../stats/index.ts'
import { SOFTWARE } from '../version.ts'
import { parseModel, parseTable } from './pls-input.ts'
import { jsonReport, textReport } from './pls-report.ts'
import { UsageError } from './usage-error.ts'

/** Where a command writes; process has both. */
export interface Streams {
  readonly stdout: { write(text: string): unknown }
  readonly stderr: { write(text: string): unknown }
}

/** What was computed from what: the same receipt gives the same numbers. */
export interface PlsReceipt {
  readonly software: string
  readonly method: string
  readonly options: Readonly<Record<string, unknown>>
  readonly seed: number
  readonly generator: string
  readonly input: { readonly data: string; readonly model: string }
}

interface PlsOptions {
  readonly model: string
  readonly data: string
  readonly scheme: Scheme
  readonly missing: MissingRule
  readonly weights?: string
  readonly resamples: number
  readonly seed: number
  readonly consistent: boolean
  readonly json: boolean
}

const HELP = `manyi pls --model model.json --data data.csv [options]

Estimates a PLS path model: weights, loadings, paths, reliability, effects and the index 0-100 of every construct.

  --model FILE       {"constructs":[{"name":"Image","mode":"A","items":["IMAG1"]}],"paths":[["Image","Loyalty"]],
                      "scale":{"min":1,"max":10}}; modes A, B, unit; scale also per item: {"IMAG1":{"min":1,"max":10}}
  --data FILE        CSV with a header, separated by comma, semicolon or tab; missing cells empty or NA
  --scheme NAME      path (default), factorial or centroid
  --missing RULE     auto (default), mean, listwise or pairwise
  --weights COLUMN   sampling weights, each above 0
  --consistent       every construct of mode A is a common factor: correlations corrected for unreliability (PLSc)
  --resamples N      bootstrap with N resamples; without it margins come from the influence of every row
  --seed S           whole number that fixes the resamples (default 1)
  --json             one JSON object instead of tables
  --help             this text

Exit codes: 0 done, 1 the algorithm did not converge (no estimates are given), 2 something in the call or files is wrong.
`

/** Runs `manyi pls`; resolves to the exit code. */
export async function plsCommand(argv: readonly string[], streams: Streams = process): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    streams.stdout.write(HELP)
    return 0
  }
  try {
    return await run(readOptions(argv), streams)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    streams.stderr.write(`manyi pls: ${error.message}\n`)
    return 2
  }
}

async function run(options: PlsOptions, { stdout, stderr }: Streams): Promise<number> {
  const modelText = await readText(options.model)
  const dataText = await readText(options.data)
  const model = readModel(modelText, options)
  const { observations, notes } = parseTable(dataText, options.data, { model, weights: options.weights })
  const { scheme, missing, resamples, seed } = options
  const analysed = pathAnalysis(model, observations, { scheme, missing, resamples, seed })
  const receipt = receiptOf(options, { dataText, modelText })
  if (!analysed.ok) {
    if (analysed.reason !== 'not-converged') {
      throw new UsageError(sentenceOf(analysed.reason, options.data, analysed.subject))
    }
    return reportNoConvergence({ model, observations, options, receipt }, { stdout, stderr })
  }
  const analysis: PathAnalysis = analysed.value
  for (const note of notes) stderr.write(`manyi pls: warning: ${note}\n`)
  stdout.write(
    options.json ? `${JSON.stringify(jsonReport(analysis, receipt))}\n` : textReport(analysis, receipt),
  )
  return 0
}

function reportNoConvergence(
  {
    model,
    observations,
    options,
    receipt,
  }: { model: PathModel; observations: Observations; options: PlsOptions; receipt: PlsReceipt },
  { stdout, stderr }: Streams,
): number {
  const iterations = 1000
  stderr.write(
    `manyi pls: the algorithm did not converge within ${iterations} rounds, so no estimates are given\n`,
  )
  const treated = treatMissing(model, observations, options.missing)
  if (!options.json || !treated.ok) return 1
  const { missing, observations: used } = treated.value
  stdout.write(
    `${JSON.stringify({ converged: false, iterations, sampleSize: used.rows, missing, receipt })}\n`,
  )
  return 1
}

/** What specifyModel throws is already a sentence naming the offender; the file's name goes in front. */
function readModel(text: string, { model: file, consistent }: PlsOptions): PathModel {
  const source = parseModel(text, file)
  try {
    return specifyModel(consistent ? asFactors(source) : source)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new UsageError(`${file}: ${error.message.replace(/^specifyModel: /, '')}`)
  }
}

/** Constructs of mode A as common factors; regression and unit weights stay composites. */
const asFactors = (source: PathModelSource): PathModelSource => ({
  ...source,
  constructs: source.constructs.map((construct) =>
    (construct.mode ?? 'A') === 'A' ? { ...construct, kind: 'factor' } : construct,
  ),
})

const NAMES = ['model', 'data', 'scheme', 'missing', 'weights', 'resamples', 'seed'] as const
type Name = (typeof NAMES)[number]

function readOptions(argv: readonly string[]): PlsOptions {
  const given = new Map<Name, string>()
  let json = false
  let consistent = false
  for (let at = 0; at < argv.length; at++) {
    const [word = '', inline] = splitOnce(argv[at]!)
    if (word === '--json' && inline === undefined) {
      json = true
      continue
    }
    if (word === '--consistent' && inline === undefined) {
      consistent = true
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
  return {
    model: required(given, 'model'),
    data: required(given, 'data'),
    scheme: oneOf('scheme', given.get('scheme') ?? 'path', SCHEMES),
    missing: oneOf('missing', given.get('missing') ?? 'auto', MISSING_RULES),
    ...(weights === undefined ? {} : { weights }),
    resamples: wholeNumber('resamples', given.get('resamples') ?? '0'),
    seed: wholeNumber('seed', given.get('seed') ?? '1'),
    consistent,
    json,
  }
}

function splitOnce(word: string): [string, string | undefined] {
  const at = word.indexOf('=')
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)]
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

function wholeNumber(name: 'resamples' | 'seed', text: string): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!Number.isSafeInteger(value))
    throw new UsageError(`--${name} must be a whole number from 0, got "${text}"`)
  if (name === 'resamples' && (value === 1 || value > MOST_RESAMPLES)) {
    throw new UsageError(`--resamples must be 0 or from 2 to ${MOST_RESAMPLES}, got ${text}`)
  }
  return value
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : `${code}`
    throw new UsageError(`${path}: ${why}`)
  }
}

function receiptOf(
  { scheme, missing, weights, consistent, resamples, seed }: PlsOptions,
  { dataText, modelText }: { dataText: string; modelText: string },
): PlsReceipt {
  return {
    software: SOFTWARE,
    method: 'pls-path-analysis 1',
    options: {
      scheme,
      missing,
      ...(weights === undefined ? {} : { weights }),
      ...(consistent ? { consistent } : {}),
      resamples,
      level: 0.95,
    },
    seed,
    generator: GENERATOR,
    input: { data: fingerprint(dataText), model: fingerprint(modelText) },
  }
}

const fingerprint = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`

type Refusal = Exclude<AnalysisReason, 'not-converged'>

function sentenceOf(reason: Refusal, file: string, subject = ''): string {
  const sentences: Record<Refusal, string> = {
    'no-rows': 'no row is left after treating missing answers',
    'unanswered-item': `nobody answered item "${subject}"`,
    'too-few-cases': 'a path model needs at least 3 rows',
    'constant-item': `column "${subject}" is constant, so it cannot carry any weight`,
    inadmissible:
      'a construct declared a common factor has no reliability above 0; estimate it as a composite, without --consistent',
    collinear: 'items or constructs depend on each other exactly, so the regressions have no single answer',
    'undefined-correlation': `too few rows answered item "${subject}" together with another item`,
    'resamples-failed': 'hardly any resample had a solution',
  }
  return `${file}: ${sentences[reason]}`
}
