import { z } from 'zod'
import { EXTRACTIONS, type FactorAnalysis, factorAnalysis, ROTATIONS } from '../../stats/index.ts'
import { observationsOf } from './data-table.ts'
import { refusal, warningLines } from './in-words.ts'
import { methodCommand, type Report } from './method-command.ts'
import { Column, Seed } from './spec-parts.ts'
import { fixed, percent, pText, table } from './table.ts'

const FactorSpec = z.strictObject({
  items: z.array(Column).min(2),
  factors: z.int().min(1).max(50).exactOptional(),
  extraction: z.enum(EXTRACTIONS).exactOptional(),
  rotation: z.enum(ROTATIONS).exactOptional(),
  weights: Column.exactOptional(),
  seed: Seed.exactOptional(),
})

const HELP = `manyi factor --data data.csv --spec spec.json

What lies behind many questions: factor analysis with the checks that come before it.

Spec: {"items":["q1","q2","q3","q4","q5"]}
      "factors":2   else by parallel analysis; "extraction":"${EXTRACTIONS.join('" or "')}"
      "rotation":"${ROTATIONS.join('" or "')}"; "weights":"w"; "seed":1 of the parallel analysis

Example: npm run --silent manyi -- factor --data tests/fixtures/acsi-example/data.csv --spec tests/fixtures/examples/factor.json
`

export const factorCommand = methodCommand({
  name: 'factor',
  version: 1,
  help: HELP,
  spec: FactorSpec,
  data: 'needed',
  run({ items, weights, ...options }, data): Report {
    const observations = observationsOf(
      data,
      items.map((name) => ({ name, role: 'item' })),
      weights,
    )
    const analysed = factorAnalysis(observations, options)
    if (!analysed.ok) throw refusal(data.file, analysed)
    return { result: analysed.value, text: factorText(analysed.value) }
  },
})

function factorText({ adequacy, parallel, fit, items, loadings, ...result }: FactorAnalysis): string {
  const names = Array.from({ length: result.factors }, (_, k) => `factor ${k + 1}`)
  const { bartlett } = adequacy
  return [
    `n = ${result.sampleSize} (${result.missing} left out for missing answers); ${result.extraction}, ${result.rotation}`,
    `KMO ${fixed(adequacy.kmo, 3)}; Bartlett chi-square ${fixed(bartlett.statistic, 1)}, df ${bartlett.df}, p ${pText(bartlett.p)};` +
      ` parallel analysis: ${parallel.factors} (${parallel.draws.count} draws, seed ${parallel.draws.seed})`,
    ...(fit === undefined
      ? []
      : [
          `so many factors are enough? chi-square ${fixed(fit.statistic, 2)}, df ${fit.df}, p ${pText(fit.p)}`,
        ]),
    ...warningLines(result.warnings),
    '',
    table(
      ['item', ...names, 'communality', 'KMO'],
      items.map((item, h) => [
        item,
        ...loadings[h]!.map((loading) => fixed(loading, 3)),
        fixed(result.communalities[h], 3),
        fixed(adequacy.byItem[h], 3),
      ]),
    ),
    table(
      ['', ...names],
      [
        ['of all variance', ...result.proportions.map((share) => percent(share))],
        ...(result.rotation === 'promax' && result.factors > 1
          ? result.factorCorrelation.map((row, k) => [names[k]!, ...row.map((r) => fixed(r, 3))])
          : []),
      ],
    ),
    table(
      ['eigenvalue', ...items.map((_, k) => `${k + 1}`)],
      [
        ['of the data', ...parallel.eigenvalues.map((value) => fixed(value, 2))],
        ['of chance, 95 %', ...parallel.thresholds.map((value) => fixed(value, 2))],
      ],
    ),
  ].join('\n')
}
