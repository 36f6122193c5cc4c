import { rated } from './asked.ts'
import type { Instrument } from './instrument.ts'

/**
 * European Customer Satisfaction Index, mobile-phone form; handbook 1.4.
 * Item codes are those of the published data, so that interviews done elsewhere map by name.
 */
export const ecsiMobile: Instrument = {
  name: 'ecsi-mobile',
  version: 1,
  family: 'index',
  items: [
    ...['imag1', 'imag2', 'imag3', 'imag4', 'imag5'].map((code) => rated(code, 'agree')),
    rated('cuex1', 'level'),
    rated('cuex2', 'fit'),
    rated('cuex3', 'rarely'),
    ...['perq1', 'perq2', 'perq3', 'perq4', 'perq5', 'perq6', 'perq7'].map((code) => rated(code, 'good')),
    rated('perv1', 'good'),
    rated('perv2', 'good'),
    rated('cusa1', 'satisfied'),
    rated('cusa2', 'confirmed'),
    rated('cusa3', 'close'),
    rated('cusco', 'good'),
    ...['cusl1', 'cusl2', 'cusl3'].map((code) => rated(code, 'likely')),
  ],
  derived: [],
  constructs: [
    { name: 'Image', key: 'IMA', mode: 'A', items: ['imag1', 'imag2', 'imag3', 'imag4', 'imag5'] },
    { name: 'Expectation', key: 'EXP', mode: 'A', items: ['cuex1', 'cuex2', 'cuex3'] },
    {
      name: 'Quality',
      key: 'QUA',
      mode: 'A',
      items: ['perq1', 'perq2', 'perq3', 'perq4', 'perq5', 'perq6', 'perq7'],
    },
    { name: 'Value', key: 'VAL', mode: 'A', items: ['perv1', 'perv2'] },
    { name: 'Satisfaction', key: 'SAT', mode: 'A', items: ['cusa1', 'cusa2', 'cusa3'] },
    { name: 'Complaints', key: 'COM', mode: 'A', items: ['cusco'] },
    { name: 'Loyalty', key: 'LOY', mode: 'A', items: ['cusl1', 'cusl2', 'cusl3'] },
  ],
  paths: [
    ['Image', 'Expectation'],
    ['Image', 'Satisfaction'],
    ['Image', 'Loyalty'],
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
  source: 'Tenenhaus, Esposito Vinzi, Chatelin, Lauro (2005), Computational Statistics & Data Analysis 48',
}
