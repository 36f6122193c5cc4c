import type { Feed, Instrument } from './instrument.ts'
import { allocated, DIMENSION_NAMES, lived, SERVICE_DIMENSIONS, STATEMENTS } from './service-quality.ts'

/** Mean of the dimension means on 0-100: a dimension of five statements weighs no more than one of four. */
const overall: Feed = {
  method: 'indices.weighted',
  options: {
    items: SERVICE_DIMENSIONS.flatMap(({ statements }) =>
      statements.map((statement) => ({ item: `sp.${statement}`, importance: 1 / statements.length })),
    ),
    min: 1,
    max: 7,
  },
}

const dimensions: readonly Feed[] = SERVICE_DIMENSIONS.map(({ statements }) => ({
  method: 'indices.weighted',
  options: {
    items: statements.map((statement) => ({ item: `sp.${statement}`, importance: 1 })),
    min: 1,
    max: 7,
  },
}))

/** Whether the five dimensions are there in the answers: they often are not (handbook 3.7). */
const factors: Feed = {
  method: 'multivariate.factors',
  options: { items: STATEMENTS.map((statement) => `sp.${statement}`) },
}

const points: readonly Feed[] = DIMENSION_NAMES.map((name) => ({
  method: 'describe',
  options: { item: `sp.points.${name}` },
  onlyWith: { parameter: 'allocation', is: true },
}))

/** Service quality by perception alone; handbook 3.4. */
export const servperf: Instrument = {
  name: 'servperf',
  version: 1,
  family: 'service',
  items: [
    ...STATEMENTS.map((statement) => ({ ...lived(`sp.${statement}`), block: 'sp' })),
    allocated('sp.points'),
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'allocation', kind: 'switch', default: false }],
  feeds: [overall, ...dimensions, ...points, factors],
  source: 'Cronin, Taylor (1992), Journal of Marketing 56(3)',
}
