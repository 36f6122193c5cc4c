import { scaled } from './asked.ts'
import type { Feed, Instrument, Item } from './instrument.ts'
import { DIMENSION_NAMES, SERVICE_DIMENSIONS } from './service-quality.ts'

const LEVELS = ['minimum', 'desired', 'perceived']

const items: readonly Item[] = SERVICE_DIMENSIONS.flatMap(({ name, statements }) =>
  statements.map((statement) => ({
    ...scaled(`zt.${statement}`, 'level', { min: 1, max: 9 }),
    columns: LEVELS,
    block: 'zt',
    onlyWith: { parameter: 'dimensions', is: name },
  })),
)

const feeds: readonly Feed[] = SERVICE_DIMENSIONS.map(({ name, statements }) => ({
  method: 'servqual.zone',
  options: {
    items: statements.map((statement) => ({
      name: statement,
      ...Object.fromEntries(LEVELS.map((level) => [level, `zt.${statement}.${level}`])),
    })),
  },
  onlyWith: { parameter: 'dimensions', is: name },
}))

/** What is delivered between the least accepted and the level wished for, side by side; handbook 3.3, 3.4. */
export const toleranceZone: Instrument = {
  name: 'zone-of-tolerance',
  version: 1,
  family: 'service',
  items,
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'dimensions', kind: 'subset', of: DIMENSION_NAMES, min: 1, default: DIMENSION_NAMES }],
  feeds,
  source: 'Parasuraman, Zeithaml, Berry (1994), Journal of Retailing 70(3)',
}
