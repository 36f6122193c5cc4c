import type { Feed, Instrument } from './instrument.ts'
import { allocated, lived, SERVICE_DIMENSIONS, STATEMENTS } from './service-quality.ts'

const dimensions = SERVICE_DIMENSIONS.map(({ name, statements }) => ({
  name,
  items: statements.map((statement) => `sp.${statement}`),
}))

/** Mean of the dimension means: a dimension of five statements weighs no more than one of four. */
const scores: readonly Feed[] = [
  {
    method: 'servqual.performance',
    options: { dimensions },
    onlyWith: { parameter: 'allocation', is: false },
  },
  {
    method: 'servqual.performance',
    options: { dimensions: dimensions.map((one) => ({ ...one, points: `sp.points.${one.name}` })) },
    onlyWith: { parameter: 'allocation', is: true },
  },
]

/** Whether the five dimensions are there in the answers: they often are not (handbook 3.7). */
const factors: Feed = {
  method: 'multivariate.factors',
  options: { items: STATEMENTS.map((statement) => `sp.${statement}`) },
}

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
  feeds: [...scores, factors],
  source: 'Cronin, Taylor (1992), Journal of Marketing 56(3)',
}
