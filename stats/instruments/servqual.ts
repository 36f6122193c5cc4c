import type { Feed, Instrument, Item } from './instrument.ts'
import { allocated, lived, SERVICE_DIMENSIONS, STATEMENTS } from './service-quality.ts'

const EXPECTATIONS = 'sq-expectation'
const PERCEPTIONS = 'sq-perception'

const asked = (half: 'expectation' | 'perception', block: string): readonly Item[] =>
  STATEMENTS.map((statement) => ({
    ...lived(`sq.${statement}.${half}`),
    pair: `sq.${statement}`,
    block,
  }))

const dimensions = SERVICE_DIMENSIONS.map(({ name, statements }) => ({
  name,
  items: statements.map((statement) => ({
    name: statement,
    expectation: `sq.${statement}.expectation`,
    perception: `sq.${statement}.perception`,
  })),
}))

/** Whether the five dimensions are there in the answers: they often are not (handbook 3.7). */
const factors: Feed = {
  method: 'multivariate.factors',
  options: { items: STATEMENTS.map((statement) => `sq.${statement}.perception`) },
}

const gaps: readonly Feed[] = [
  { method: 'servqual', options: { dimensions }, onlyWith: { parameter: 'allocation', is: false } },
  {
    method: 'servqual',
    options: { dimensions: dimensions.map((one) => ({ ...one, points: `sq.points.${one.name}` })) },
    onlyWith: { parameter: 'allocation', is: true },
  },
]

/** Service quality as the gap between what is expected and what is perceived; handbook 3. */
export const servqual: Instrument = {
  name: 'servqual',
  version: 1,
  family: 'service',
  items: [...asked('expectation', EXPECTATIONS), ...asked('perception', PERCEPTIONS), allocated('sq.points')],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'allocation', kind: 'switch', default: false }],
  feeds: [...gaps, factors],
  source:
    'Parasuraman, Zeithaml, Berry (1988), Journal of Retailing 64(1); (1991), Journal of Retailing 67(4)',
}
