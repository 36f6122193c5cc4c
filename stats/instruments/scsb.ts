import { yesOrNo } from './asked.ts'
import {
  expectations,
  priceTolerance,
  priceToleranceScore,
  repurchase,
  satisfaction,
  value,
} from './index-items.ts'
import type { Instrument } from './instrument.ts'

/** Swedish Customer Satisfaction Barometer: performance is judged against price; handbook 1.4. */
export const scsb: Instrument = {
  name: 'scsb',
  version: 1,
  family: 'index',
  items: [
    ...expectations.slice(0, 1),
    ...value,
    ...satisfaction,
    yesOrNo('com_staff'),
    yesOrNo('com_company'),
    repurchase,
    ...priceTolerance,
  ],
  derived: [priceToleranceScore],
  constructs: [
    { name: 'Expectation', key: 'EXP', mode: 'A', items: ['exp1'] },
    { name: 'Value', key: 'VAL', mode: 'A', items: ['val1', 'val2'] },
    { name: 'Satisfaction', key: 'SAT', mode: 'A', items: ['sat1', 'sat2', 'sat3'] },
    { name: 'Complaints', key: 'COM', mode: 'A', items: ['com_staff', 'com_company'] },
    { name: 'Loyalty', key: 'LOY', mode: 'A', items: ['loy1', 'loy2'] },
  ],
  paths: [
    ['Expectation', 'Value'],
    ['Expectation', 'Satisfaction'],
    ['Value', 'Satisfaction'],
    ['Satisfaction', 'Complaints'],
    ['Satisfaction', 'Loyalty'],
    ['Complaints', 'Loyalty'],
  ],
  satisfaction: 'Satisfaction',
  source: 'Fornell (1992), Journal of Marketing 56(1)',
}
