import { rated } from './asked.ts'
import {
  buyingMore,
  expectations,
  image,
  recommendation,
  repurchase,
  satisfaction,
  value,
} from './index-items.ts'
import type { Instrument } from './instrument.ts'

/** ECSI / EPSI core: no complaints, quality split into product and service; handbook 1.4. */
export const ecsiCore: Instrument = {
  name: 'ecsi-core',
  version: 1,
  family: 'index',
  items: [
    ...image,
    ...expectations,
    rated('pq1', 'good'),
    rated('pq2', 'fit'),
    rated('pq3', 'rarely'),
    ...['sq1', 'sq2', 'sq3', 'sq4', 'sq5'].map((code) => rated(code, 'agree')),
    ...value,
    ...satisfaction,
    repurchase,
    recommendation,
    buyingMore,
  ],
  derived: [],
  constructs: [
    { name: 'Image', key: 'IMA', mode: 'A', items: ['img1', 'img2', 'img3', 'img4', 'img5'] },
    { name: 'Expectation', key: 'EXP', mode: 'A', items: ['exp1', 'exp2', 'exp3'] },
    { name: 'Product quality', key: 'PQ', mode: 'A', items: ['pq1', 'pq2', 'pq3'] },
    { name: 'Service quality', key: 'SQ', mode: 'A', items: ['sq1', 'sq2', 'sq3', 'sq4', 'sq5'] },
    { name: 'Value', key: 'VAL', mode: 'A', items: ['val1', 'val2'] },
    { name: 'Satisfaction', key: 'SAT', mode: 'A', items: ['sat1', 'sat2', 'sat3'] },
    { name: 'Loyalty', key: 'LOY', mode: 'A', items: ['loy1', 'loy3', 'loy4'] },
  ],
  paths: [
    ['Image', 'Expectation'],
    ['Image', 'Satisfaction'],
    ['Image', 'Loyalty'],
    ['Expectation', 'Product quality'],
    ['Expectation', 'Service quality'],
    ['Expectation', 'Value'],
    ['Expectation', 'Satisfaction'],
    ['Product quality', 'Value'],
    ['Product quality', 'Satisfaction'],
    ['Service quality', 'Value'],
    ['Service quality', 'Satisfaction'],
    ['Value', 'Satisfaction'],
    ['Satisfaction', 'Loyalty'],
  ],
  satisfaction: 'Satisfaction',
  source: 'ECSI Technical Committee (1998); Eklöf (2000)',
}
