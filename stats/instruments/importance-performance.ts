import { rated } from './asked.ts'
import type { Feed, Instrument } from './instrument.ts'

const described = (column: string): Feed => ({
  method: 'describe',
  options: { item: `ip.{each}.${column}` },
  each: 'attributes',
})

/** How important each of the designer's attributes is, and how well it is done; handbook 7.6. */
export const importancePerformance: Instrument = {
  name: 'importance-performance',
  version: 1,
  family: 'features',
  items: [
    {
      ...rated('ip.{each}', 'level'),
      columns: ['importance', 'performance'],
      each: 'attributes',
      block: 'ip',
    },
  ],
  derived: [],
  constructs: [],
  paths: [],
  satisfaction: null,
  parameters: [{ name: 'attributes', kind: 'entries', min: 2, max: 30, described: true }],
  feeds: [
    {
      method: 'drivers.grid',
      options: {
        attributes: {
          each: 'attributes',
          of: {
            name: '{each}',
            performance: 'ip.{each}.performance',
            importance: 'ip.{each}.importance',
          },
        },
        min: 1,
        max: 10,
      },
    },
    described('importance'),
    described('performance'),
  ],
  source: 'Martilla, James (1977), Journal of Marketing 41(1)',
}
