import {
  COMPLAINT_CHANNELS,
  complained,
  complaintChannel,
  complaintCount,
  expectations,
  priceTolerance,
  priceToleranceScore,
  quality,
  repurchase,
  satisfaction,
  value,
} from './index-items.ts'
import type { Instrument } from './instrument.ts'
import { sharesOf } from './shares-of.ts'

const counted = { parameter: 'channels', is: true } as const

/** American Customer Satisfaction Index; handbook 1.2-1.4. */
export const acsi: Instrument = {
  name: 'acsi',
  version: 1,
  family: 'index',
  items: [
    ...expectations,
    ...quality,
    ...value,
    ...satisfaction,
    complained,
    complaintChannel,
    repurchase,
    ...priceTolerance,
  ],
  derived: [priceToleranceScore, { ...complaintCount, onlyWith: counted }],
  constructs: [
    { name: 'Expectation', key: 'EXP', mode: 'A', items: ['exp1', 'exp2', 'exp3'] },
    { name: 'Quality', key: 'QUA', mode: 'A', items: ['qua1', 'qua2', 'qua3'] },
    { name: 'Value', key: 'VAL', mode: 'A', items: ['val1', 'val2'] },
    { name: 'Satisfaction', key: 'SAT', mode: 'A', items: ['sat1', 'sat2', 'sat3'] },
    {
      ...{ name: 'Complaints', key: 'COM', mode: 'A', items: ['com1'] },
      instead: { onlyWith: counted, items: [complaintCount.code] },
    },
    { name: 'Loyalty', key: 'LOY', mode: 'A', items: ['loy1', 'loy2'] },
  ],
  paths: [
    ['Expectation', 'Quality'],
    ['Expectation', 'Value'],
    ['Expectation', 'Satisfaction'],
    ['Quality', 'Value'],
    ['Quality', 'Satisfaction'],
    ['Value', 'Satisfaction'],
    ['Satisfaction', 'Complaints'],
    ['Satisfaction', 'Loyalty'],
    ['Complaints', 'Loyalty'],
  ],
  satisfaction: 'Satisfaction',
  parameters: [{ name: counted.parameter, kind: 'switch', default: false }],
  feeds: sharesOf('com1a', COMPLAINT_CHANNELS),
  source: 'Fornell, Johnson, Anderson, Cha, Bryant (1996), Journal of Marketing 60(4)',
}
