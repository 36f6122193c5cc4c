import { rated } from './asked.ts'
import { buyingMore, image, recommendation, repurchase, satisfaction } from './index-items.ts'
import type { Construct, Instrument } from './instrument.ts'

/** The five quality dimensions, two statements each, in the wording of handbook 3.2. */
const dimensions: readonly Construct[] = [
  { name: 'Tangibles', key: 'Q1', mode: 'A', items: ['tan1', 'tan2'] },
  { name: 'Reliability', key: 'Q2', mode: 'A', items: ['rel1', 'rel2'] },
  { name: 'Responsiveness', key: 'Q3', mode: 'A', items: ['res1', 'res2'] },
  { name: 'Assurance', key: 'Q4', mode: 'A', items: ['ass1', 'ass2'] },
  { name: 'Empathy', key: 'Q5', mode: 'A', items: ['emp1', 'emp2'] },
]

/** Norwegian Customer Satisfaction Barometer: price, complaint handling, two kinds of commitment; handbook 1.4. */
export const ncsb: Instrument = {
  name: 'ncsb',
  version: 1,
  family: 'index',
  items: [
    ...dimensions.flatMap(({ items }) => items.map((code) => rated(code, 'agree'))),
    ...['pri1', 'pri2', 'pri3'].map((code) => rated(code, 'good')),
    ...['cha1', 'cha2'].map((code) => rated(code, 'good')),
    ...satisfaction,
    ...image,
    ...['aff1', 'aff2', 'aff3', 'cal1', 'cal2', 'cal3'].map((code) => rated(code, 'agree')),
    repurchase,
    recommendation,
    buyingMore,
  ],
  derived: [],
  constructs: [
    ...dimensions,
    { name: 'Price', key: 'PRICE', mode: 'A', items: ['pri1', 'pri2', 'pri3'] },
    { name: 'Complaint handling', key: 'CH', mode: 'A', items: ['cha1', 'cha2'] },
    { name: 'Satisfaction', key: 'SAT', mode: 'A', items: ['sat1', 'sat2', 'sat3'] },
    { name: 'Image', key: 'IMA', mode: 'A', items: ['img1', 'img2', 'img3', 'img4', 'img5'] },
    { name: 'Affective commitment', key: 'AFF', mode: 'A', items: ['aff1', 'aff2', 'aff3'] },
    { name: 'Calculative commitment', key: 'CALC', mode: 'A', items: ['cal1', 'cal2', 'cal3'] },
    { name: 'Loyalty', key: 'LOY', mode: 'A', items: ['loy1', 'loy3', 'loy4'] },
  ],
  paths: [
    ['Tangibles', 'Satisfaction'],
    ['Reliability', 'Satisfaction'],
    ['Responsiveness', 'Satisfaction'],
    ['Assurance', 'Satisfaction'],
    ['Empathy', 'Satisfaction'],
    ['Price', 'Satisfaction'],
    ['Price', 'Loyalty'],
    ['Complaint handling', 'Satisfaction'],
    ['Complaint handling', 'Loyalty'],
    ['Satisfaction', 'Image'],
    ['Satisfaction', 'Affective commitment'],
    ['Satisfaction', 'Calculative commitment'],
    ['Satisfaction', 'Loyalty'],
    ['Image', 'Loyalty'],
    ['Affective commitment', 'Loyalty'],
    ['Calculative commitment', 'Loyalty'],
  ],
  satisfaction: 'Satisfaction',
  source: 'Johnson, Gustafsson, Andreassen, Lervik, Cha (2001), Journal of Economic Psychology 22',
}
