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

/** How far each gap, and each statement of it, stays below the top of the scale: 7 less the mean. */
export const shortfallOf = (prefix: string, gaps: readonly GapStatements[]): Feed => ({
  method: 'servqual.shortfall',
  options: {
    gaps: [
      ...gaps.map(({ name, statements }) => ({ name, items: statements.map((one) => `${prefix}.${one}`) })),
      ...gaps.flatMap(({ statements }) => statements.map((name) => ({ name, items: [`${prefix}.${name}`] }))),
    ],
  },
})
