import type { Attribute } from './instrument.ts'

/** What a respondent is, for filters and breakdowns; handbook 11.1. Not personal: about the buying, not the person. */
export const ATTRIBUTES: readonly Attribute[] = [
  {
    code: 'region',
    values: ['local', 'domestic', 'foreign-developed', 'foreign-developing'],
    personal: false,
  },
  {
    code: 'age-band',
    values: ['under-18', '18-24', '25-34', '35-44', '45-54', '55-64', '65-plus'],
    personal: true,
  },
  { code: 'channel', values: ['dealer', 'direct', 'indirect', 'retail', 'internet'], personal: false },
  { code: 'value-tier', values: ['high', 'middle', 'low'], personal: false },
  { code: 'status', values: ['new', 'loyal', 'lost'], personal: false },
  {
    code: 'relation',
    values: ['basic', 'reactive', 'accountable', 'proactive', 'partnership'],
    personal: false,
  },
  { code: 'brand-loyalty', values: ['single-brand', 'several-brands', 'none'], personal: false },
  {
    code: 'role',
    values: [
      'consumer',
      'buyer',
      'decision-maker',
      'end-user',
      'intermediary',
      'internal',
      'processor',
      'supplier',
      'oem',
      'potential',
      'hidden',
    ],
    personal: false,
  },
  { code: 'customer-size', values: ['large', 'small-medium', 'scattered'], personal: false },
  { code: 'gender', values: ['woman', 'man', 'another'], personal: true },
  {
    code: 'occupation',
    values: ['employed', 'self-employed', 'student', 'homemaker', 'retired', 'not-working'],
    personal: true,
  },
  { code: 'education', values: ['school', 'vocational', 'bachelor', 'postgraduate'], personal: true },
  { code: 'income-band', values: ['lower', 'middle', 'higher'], personal: true },
  { code: 'family', values: ['alone', 'couple', 'with-children', 'shared'], personal: true },
  {
    code: 'depth',
    values: [
      'suspect',
      'prospect',
      'disqualified',
      'first-time',
      'repeat',
      'client',
      'advocate',
      'partner',
      'former',
    ],
    personal: false,
  },
  {
    code: 'stage',
    values: ['prospect', 'shopper', 'customer', 'client', 'advocate'],
    personal: false,
  },
  {
    code: 'buying-centre',
    values: ['user', 'influencer', 'decider', 'approver', 'buyer', 'gatekeeper'],
    personal: false,
  },
  { code: 'trade-stability', values: ['stable', 'selective', 'latent'], personal: false },
  {
    code: 'lifecycle',
    values: ['acquisition', 'retention', 'win-back'],
    personal: false,
    fromRegister: true,
  },
  {
    code: 'value-class',
    values: ['most-valuable', 'most-growable', 'below-zero', 'rest'],
    personal: false,
    fromRegister: true,
  },
  { code: 'key-account', values: ['key', 'ordinary', 'small'], personal: false, fromRegister: true },
  // The sections of ISIC Rev. 4, small ones joined.
  {
    code: 'industry',
    values: [
      'agriculture',
      'mining',
      'manufacturing',
      'energy-water',
      'construction',
      'trade',
      'transport',
      'hospitality',
      'information',
      'finance',
      'real-estate',
      'business-services',
      'public',
      'education',
      'health',
      'culture',
      'other',
    ],
    personal: false,
  },
  {
    code: 'purchase-frequency',
    values: ['weekly', 'monthly', 'quarterly', 'yearly', 'rarely'],
    personal: false,
  },
  { code: 'spending', values: ['light', 'medium', 'heavy'], personal: false },
  {
    code: 'product-bought',
    values: ['goods', 'parts', 'service', 'digital', 'package', 'other'],
    personal: false,
  },
  { code: 'purchase-mode', values: ['single', 'on-demand', 'regular', 'contract'], personal: false },
  {
    code: 'benefit-sought',
    values: ['quality', 'service', 'price', 'convenience', 'prestige', 'novelty'],
    personal: false,
  },
  {
    code: 'attitude-to-new',
    values: ['first', 'early', 'majority', 'late', 'last'],
    personal: false,
  },
  { code: 'expected-service', values: ['basic', 'standard', 'premium'], personal: false },
]

export function findAttribute(code: string): Attribute | undefined {
  return ATTRIBUTES.find((attribute) => attribute.code === code)
}
