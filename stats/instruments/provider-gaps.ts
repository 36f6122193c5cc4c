import { agreed } from './asked.ts'
import type { Feed, Item } from './instrument.ts'

/** Statements about how the provider works, by the gap of the model they stand for. */
export interface GapStatements {
  readonly name: string
  readonly statements: readonly string[]
}

export const statementsOf = (prefix: string, gaps: readonly GapStatements[]): readonly Item[] =>
  gaps.flatMap(({ statements }) =>
    statements.map((statement) => ({ ...agreed(`${prefix}.${statement}`), block: prefix })),
  )

/** One index per gap, 0-100: its distance from 100 is the gap (7 less the mean, on the scale of the answers). */
export const indicesOf = (prefix: string, gaps: readonly GapStatements[]): readonly Feed[] =>
  gaps.map(({ statements }) => ({
    method: 'indices.weighted',
    options: {
      items: statements.map((statement) => ({ item: `${prefix}.${statement}`, importance: 1 })),
      min: 1,
      max: 7,
    },
  }))
