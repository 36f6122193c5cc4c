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
import { groupsReport, runGroups } from './pls-groups.ts'
import { parseModel, parseTable } from './pls-input.ts'
import { planReport, planText } from './pls-plan.ts'
import { predictionReport, runPrediction } from './pls-prediction.ts'
import { jsonReport, textReport } from './pls-report.ts'
import { fingerprint, readText } from './read-text.ts'
import type { Streams } from './streams.ts'
import { UsageError } from './usage-error.ts'

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
  readonly predict: boolean
  readonly groups?: string
  readonly permutations: number
  readonly plan: boolean
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
  --predict          predict left-out respondents, 10 folds x 10, against a linear model and the average (PLSpredict, CVPAT)
  --groups COLUMN    compare the paths between the groups this column names: invariance (MICOM), then tests
  --permutations N   permutations of the group tests (default 1000)
  --plan             check the model, say how many rows it needs and what would be computed, and stop
  --resamples N      bootstrap with N resamples; without it margins come from the influence of every row
  --seed S           whole number that fixes the resamples (default 1)
  --json             one JSON object instead of tables
  --help             this text

Example: npm run --silent manyi -- pls --model tests/fixtures/acsi-example/model.json --data tests/fixtures/acsi-example/data.csv

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
  const { observations, notes, labels } = parseTable(dataText, options.data, {
    model,
    weights: options.weights,
    groups: options.groups,
  })
  const { scheme, missing, resamples, seed } = options
  if (options.plan) {
    const plan = planReport(model, observations, { missing, computes: computesOf(options) })
    stdout.write(options.json ? `${JSON.stringify(plan)}\n` : planText(plan))
    return 0
  }
  const analysed = pathAnalysis(model, observations, { scheme, missing, resamples, seed })
  const receipt = receiptOf(options, { dataText, modelText })
  if (!analysed.ok) {
    if (analysed.reason !== 'not-converged') {
      throw new UsageError(sentenceOf(analysed.reason, options.data, analysed.subject))
    }
    return reportNoConvergence({ model, observations, options, receipt }, { stdout, stderr })
  }
  const analysis: PathAnalysis = analysed.value
  const treated = options.predict ? treatMissing(model, observations, missing) : undefined
  const prediction = treated?.ok
    ? runPrediction(model, treated.value, { file: options.data, scheme, seed })
    : undefined
  const comparison =
    options.groups === undefined || labels === undefined
      ? undefined
      : runGroups(model, observations, {
          column: options.groups,
          file: options.data,
          labels,
          options: { scheme, missing, seed, resamples, permutations: options.permutations },
        })
  const outside = labels?.filter((label) => label === '').length ?? 0
  const all =
    outside === 0
      ? notes
      : [...notes, `${options.data}: ${outside} rows are in no group of column "${options.groups}"`]
  for (const note of all) stderr.write(`manyi pls: warning: ${note}\n`)
  if (options.json) {
    const report = {
      ...jsonReport(analysis, receipt),
      ...(prediction === undefined ? {} : { prediction }),
      ...(comparison === undefined ? {} : { groups: comparison }),
    }
    stdout.write(`${JSON.stringify(report)}\n`)
    return 0
  }
  stdout.write(textReport(analysis, receipt))
  if (prediction !== undefined) stdout.write(`\n${predictionReport(prediction)}`)
  if (comparison !== undefined) stdout.write(`\n${groupsReport(comparison)}`)
  return 0
}

/** One line per thing the call would compute, for --plan. */
function computesOf({
  scheme,
  missing,
  consistent,
  resamples,
  predict,
  groups,
  permutations,
}: PlsOptions): string[] {
  return [
    `weights, loadings, paths, reliability, effects, index 0-100: ${scheme} scheme, missing rule ${missing}`,
    ...(consistent ? ['correlations corrected for unreliability (consistent PLS)'] : []),
    resamples === 0 ? 'margins without resamples' : `margins from ${resamples} resamples`,
    ...(predict ? ['prediction of left-out respondents: 10 folds x 10'] : []),
    ...(groups === undefined
      ? []
      : [`groups of column "${groups}": invariance and paths, ${permutations} permutations`]),
  ]
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

function readOptions(argv: readonly string[]): PlsOptions {
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

function receiptOf(
  { scheme, missing, weights, consistent, predict, groups, permutations, resamples, seed }: PlsOptions,
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
      ...(predict ? { predict } : {}),
      ...(groups === undefined ? {} : { groups, permutations }),
      resamples,
      level: 0.95,
    },
    seed,
    generator: GENERATOR,
    input: { data: fingerprint(dataText), model: fingerprint(modelText) },
  }
}

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
