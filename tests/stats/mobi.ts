import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Observations, toObservations } from '../../stats/core/observations.ts'
import type { PathModel } from '../../stats/pls/path-model.ts'
import { specifyModel } from '../../stats/pls/specify-model.ts'

/** Reference outputs of other packages live beside the repository, see ../shared/reference/README.md. */
const SHARED = fileURLToPath(new URL('../../../shared/', import.meta.url))

/** A clone without ../shared skips these tests, and says so in their name. */
export const hasReference = existsSync(`${SHARED}reference/mobi-ecsi-path.json`)
export const withReference = hasReference ? '' : ' (skipped: ../shared/reference is not here)'

export interface Table {
  readonly rows: readonly string[]
  readonly cols: readonly string[]
  readonly data: readonly (readonly number[])[]
}

/** One package's output. Path matrices of seminr and semPLS: rows = from, cols = to. */
export interface PackageOutput {
  readonly outer_weights: Table
  readonly outer_loadings: Table
  readonly path_coef: Table
  readonly rsquared: Table
  readonly construct_correlations: Table
  readonly total_effects: Table
  readonly reliability: Table
  readonly cross_loadings: Table
  readonly item_means: Readonly<Record<string, number>>
  readonly item_sds: Readonly<Record<string, number>>
}

export interface Reference {
  readonly model: {
    readonly constructs: readonly {
      readonly name: string
      readonly mode: string
      readonly indicators: readonly string[]
    }[]
    readonly paths: readonly { readonly from: string; readonly to: string }[]
  }
  readonly seminr: PackageOutput
}

export const readReference = (name: string): Reference & Record<string, unknown> =>
  JSON.parse(readFileSync(`${SHARED}reference/${name}.json`, 'utf8'))

/** Rows of a CSV whose cells are numbers, with "" or NA missing; a column `weight` becomes the weights. */
export function readData(name: string): Observations {
  const [header = '', ...lines] = readFileSync(`${SHARED}data/${name}.csv`, 'utf8').trim().split(/\r?\n/)
  const names = header.split(',').map((cell) => cell.replaceAll('"', ''))
  const at = names.indexOf('weight')
  const table = lines.map((line) =>
    line.split(',').map((cell) => (cell === '' || cell === 'NA' ? null : Number(cell))),
  )
  if (at < 0) return toObservations(names, table)
  return toObservations(
    names.filter((_, h) => h !== at),
    table.map((row) => row.filter((_, h) => h !== at)),
    table.map((row) => row[at]!),
  )
}

export const modelOf = ({ model }: Reference): PathModel =>
  specifyModel({
    constructs: model.constructs.map(({ name, mode, indicators }) => ({
      name,
      mode: mode === 'B' ? 'B' : 'A',
      items: indicators,
    })),
    paths: model.paths.map(({ from, to }) => [from, to]),
    scale: { min: 1, max: 10 },
  })

/** A cell by its names; throws when the table has none. */
export function cell({ rows, cols, data }: Table, row: string, col: string): number {
  const value = data[rows.indexOf(row)]?.[cols.indexOf(col)]
  if (value === undefined) throw new Error(`reference: there is no cell ${row}, ${col}`)
  return value
}
