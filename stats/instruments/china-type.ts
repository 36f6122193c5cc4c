import {
  expectations,
  image,
  quality,
  recommendation,
  repurchase,
  satisfaction,
  value,
} from './index-items.ts'
import type { Instrument } from './instrument.ts'

/** The six-construct model used in China (GB/T 19038 style). The exact published paths were not verified. */
export const chinaType: Instrument = {
  name: 'china-type',
  version: 1,
  family: 'index',
  items: [...image, ...expectations, ...quality, ...value, ...satisfaction, repurchase, recommendation],
  derived: [],
  constructs: [
    { name: 'Image', key: 'IMA', mode: 'A', items: ['img1', 'img2', 'img3', 'img4', 'img5'] },
    { name: 'Expectation', key: 'EXP', mode: 'A', items: ['exp1', 'exp2', 'exp3'] },
    { name: 'Quality', key: 'QUA', mode: 'A', items: ['qua1', 'qua2', 'qua3'] },
    { name: 'Value', key: 'VAL', mode: 'A', items: ['val1', 'val2'] },
    { name: 'Satisfaction', key: 'SAT', mode: 'A', items: ['sat1', 'sat2', 'sat3'] },
    { name: 'Loyalty', key: 'LOY', mode: 'A', items: ['loy1', 'loy3'] },
  ],
  paths: [
    ['Image', 'Expectation'],
    ['Image', 'Quality'],
    ['Image', 'Value'],
    ['Image', 'Satisfaction'],
    ['Expectation', 'Quality'],
    ['Expectation', 'Value'],
    ['Expectation', 'Satisfaction'],
    ['Quality', 'Value'],
    ['Quality', 'Satisfaction'],
    ['Value', 'Satisfaction'],
    ['Satisfaction', 'Loyalty'],
  ],
  satisfaction: 'Satisfaction',
  source: 'after the China Customer Satisfaction Index (Tsinghua line); paths from memory, editable',
}
