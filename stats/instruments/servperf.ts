import type { Feed, Instrument } from './instrument.ts'
import { allocated, lived, SERVICE_DIMENSIONS, STATEMENTS } from './service-quality.ts'

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
  feeds: [overall, ...dimensions],
  source: 'Cronin, Taylor (1992), Journal of Marketing 56(3)',
}
