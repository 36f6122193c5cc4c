import {
  COMPLAINT_CHANNELS,
  complained,
  complaintChannel,
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
  derived: [priceToleranceScore],
  constructs: [
    { name: 'Expectation', key: 'EXP', mode: 'A', items: ['exp1', 'exp2', 'exp3'] },
    { name: 'Quality', key: 'QUA', mode: 'A', items: ['qua1', 'qua2', 'qua3'] },
    { name: 'Value', key: 'VAL', mode: 'A', items: ['val1', 'val2'] },
    { name: 'Satisfaction', key: 'SAT', mode: 'A', items: ['sat1', 'sat2', 'sat3'] },
    { name: 'Complaints', key: 'COM', mode: 'A', items: ['com1'] },
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
  feeds: sharesOf('com1a', COMPLAINT_CHANNELS),
  source: 'Fornell, Johnson, Anderson, Cha, Bryant (1996), Journal of Marketing 60(4)',
}
