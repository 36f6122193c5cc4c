import { pricePercent, rated, yesOrNo } from './asked.ts'
import type { CappedCount, Item, SignedBranches } from './instrument.ts'

/** The items that index models share; handbook 1.2 and Appendix E. One code means one wording in every model. */
export const image: readonly Item[] = ['img1', 'img2', 'img3', 'img4', 'img5'].map((code) =>
  rated(code, 'agree'),
)

export const expectations: readonly Item[] = [
  rated('exp1', 'level'),
  rated('exp2', 'fit'),
  rated('exp3', 'rarely'),
]

export const quality: readonly Item[] = [rated('qua1', 'good'), rated('qua2', 'fit'), rated('qua3', 'rarely')]

export const value: readonly Item[] = [rated('val1', 'good'), rated('val2', 'good')]

export const satisfaction: readonly Item[] = [
  rated('sat1', 'satisfied'),
  rated('sat2', 'confirmed'),
  rated('sat3', 'close'),
]

export const complained: Item = yesOrNo('com1')

export const COMPLAINT_CHANNELS = ['company', 'staff', 'people', 'online']

export const complaintChannel: Item = {
  code: 'com1a',
  answer: { kind: 'multi-choice', choices: COMPLAINT_CHANNELS, max: 4 },
  required: false,
  states: ['refused'],
  shownWhen: { item: 'com1', isOneOf: ['yes'] },
}

/** By how many ways somebody complained, two at most; handbook 1.3. */
export const complaintCount: CappedCount = {
  code: 'com2',
  rule: 'capped-count',
  decidedBy: complained.code,
  item: complaintChannel.code,
  choices: COMPLAINT_CHANNELS,
  scale: { min: 0, max: 2 },
}

export const repurchase: Item = rated('loy1', 'likely')
export const recommendation: Item = rated('loy3', 'likely')
export const buyingMore: Item = rated('loy4', 'likely')

/** "Would not return at any price" counts as the largest cut (handbook 1.3). */
export const priceTolerance: readonly Item[] = [
  pricePercent('pt_up', { item: 'loy1', atLeast: 6 }),
  pricePercent('pt_down', { item: 'loy1', atMost: 5 }, { never: 25 }),
]

export const priceToleranceScore: SignedBranches = {
  code: 'loy2',
  rule: 'signed-branches',
  decidedBy: 'loy1',
  branches: [
    { item: 'pt_up', sign: 1 },
    { item: 'pt_down', sign: -1 },
  ],
  range: { min: -25, max: 25 },
  scale: { min: 1, max: 10 },
}
