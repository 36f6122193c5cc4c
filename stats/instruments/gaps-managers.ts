import type { Feed, Instrument } from './instrument.ts'
import { type GapStatements, shortfallOf, statementsOf } from './provider-gaps.ts'
import { lived, SERVICE_DIMENSIONS, STATEMENTS } from './service-quality.ts'

/** The statements of gap 1 by dimension: what customers expect, and what managers believe they expect. */
export const BELIEF_DIMENSIONS = SERVICE_DIMENSIONS.map(({ name, statements }) => ({
  name,
  items: statements.map((statement) => ({
    name: statement,
    expectation: `sq.${statement}.expectation`,
    belief: `gm.${statement}.belief`,
  })),
}))

/** What managers believe beside what customers answered to SERVQUAL. */
const BELIEFS: Feed = {
  method: 'servqual.beliefs',
  options: { dimensions: BELIEF_DIMENSIONS },
  onlyWith: { parameter: 'beliefs', is: true },
  beside: 'servqual',
}

const GAPS: readonly GapStatements[] = [
  { name: 'gap-1', statements: ['firsthand', 'upward', 'levels'] },
  { name: 'gap-2', statements: ['resources', 'goals', 'standards', 'feasible'] },
  { name: 'gap-4', statements: ['departments', 'promises'] },
]

/**
 * What managers say about gaps 1, 2 and 4, and what they believe customers expect: beside customers' own expectations
 * that is gap 1, statement by statement. Handbook 3.4, E.8.
 */
export const gapsManagers: Instrument = {
  name: 'gaps-managers',
  version: 1,
  family: 'provider',
  items: [
    ...statementsOf('gm', GAPS),
    ...STATEMENTS.map((statement) => ({
      ...lived(`gm.${statement}.belief`),
      block: 'gm-belief',
      onlyWith: { parameter: 'beliefs', is: true },
    })),
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'beliefs', kind: 'switch', default: true }],
  feeds: [
    shortfallOf('gm', GAPS),
    BELIEFS,
    ...SERVICE_DIMENSIONS.map(({ statements }) => ({
      method: 'indices.weighted',
      options: {
        items: statements.map((statement) => ({ item: `gm.${statement}.belief`, importance: 1 })),
        min: 1,
        max: 7,
      },
      onlyWith: { parameter: 'beliefs', is: true },
    })),
  ],
  source: 'Zeithaml, Berry, Parasuraman (1988), Journal of Marketing 52(2)',
}
