import { type Observations, type PathModel, pathAnalysis, treatMissing } from '../../stats/index.ts'
import { groupsReport, runGroups } from './pls-groups.ts'
import { parseTable } from './pls-input.ts'
import { readModel } from './pls-model.ts'
import { type PlsOptions, readPlsOptions } from './pls-options.ts'
import { computesOf, planReport, planText } from './pls-plan.ts'
import { predictionReport, runPrediction } from './pls-prediction.ts'
import { type PlsReceipt, receiptOf } from './pls-receipt.ts'
import { plsRefusal } from './pls-refusal.ts'
import { jsonReport, textReport } from './pls-report.ts'
import { readText } from './read-text.ts'
import type { Streams } from './streams.ts'
import { UsageError } from './usage-error.ts'

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
    return await run(readPlsOptions(argv), streams)
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
  const table = parseTable(dataText, options.data, {
    model,
    weights: options.weights,
    groups: options.groups,
  })
  const { scheme, missing, resamples, seed } = options
  if (options.plan) {
    const plan = planReport(model, table.observations, { missing, computes: computesOf(options) })
    stdout.write(options.json ? `${JSON.stringify(plan)}\n` : planText(plan))
    return 0
  }
  const analysed = pathAnalysis(model, table.observations, { scheme, missing, resamples, seed })
  const receipt = receiptOf(options, { dataText, modelText })
  if (!analysed.ok) {
    if (analysed.reason !== 'not-converged') {
      throw new UsageError(plsRefusal(analysed.reason, options.data, analysed.subject))
    }
    const { observations } = table
    return reportNoConvergence({ model, observations, options, receipt }, { stdout, stderr })
  }
  const { prediction, groups } = besides(model, table, options)
  for (const note of notesOf(table, options)) stderr.write(`manyi pls: warning: ${note}\n`)
  if (options.json) {
    const report = {
      ...jsonReport(analysed.value, receipt),
      ...(prediction && { prediction }),
      ...(groups && { groups }),
    }
    stdout.write(`${JSON.stringify(report)}\n`)
    return 0
  }
  stdout.write(textReport(analysed.value, receipt))
  if (prediction !== undefined) stdout.write(`\n${predictionReport(prediction)}`)
  if (groups !== undefined) stdout.write(`\n${groupsReport(groups)}`)
  return 0
}

type Table = ReturnType<typeof parseTable>

/** Prediction and comparison of groups, where they were asked for. */
function besides(model: PathModel, { observations, labels }: Table, options: PlsOptions) {
  const { data: file, scheme, missing, resamples, seed, permutations, groups: column } = options
  const treated = options.predict ? treatMissing(model, observations, missing) : undefined
  return {
    prediction: treated?.ok ? runPrediction(model, treated.value, { file, scheme, seed }) : undefined,
    groups:
      column === undefined || labels === undefined
        ? undefined
        : runGroups(model, observations, {
            ...{ column, file, labels },
            options: { scheme, missing, seed, resamples, permutations },
          }),
  }
}

function notesOf({ notes, labels = [] }: Table, { data, groups }: PlsOptions): readonly string[] {
  const outside = labels.filter((label) => label === '').length
  if (outside === 0) return notes
  return [...notes, `${data}: ${outside} rows are in no group of column "${groups}"`]
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
