import type { Screens } from '../wording.ts'

export const states = { dont_know: '不知道', not_applicable: '不适用', refused: '不愿回答' }

export const ends = {
  agree: { min: '非常不同意', max: '非常同意' },
  level: { min: '很低', max: '很高' },
  amount: { min: '很少', max: '很多' },
  fit: { min: '完全不符合', max: '非常符合' },
  rarely: { min: '经常出问题', max: '极少出问题' },
  good: { min: '很差', max: '很好' },
  satisfied: { min: '很不满意', max: '很满意' },
  confirmed: { min: '远低于期望', max: '远超出期望' },
  close: { min: '相差很远', max: '非常接近' },
  likely: { min: '很不可能', max: '很可能' },
}

export const choices = {
  com1a: {
    company: '正式向企业投诉',
    staff: '向员工口头反映',
    people: '向身边的人抱怨',
    online: '在网上公开抱怨',
  },
  pt_down: { never: '无论什么价格都不会再选择' },
}

export const screens: Screens = {
  yes: '是',
  no: '否',
  percent: '{number}%',
  percentOrMore: '{number}%或以上',
  brand: '您是下面哪一家的顾客？如果不止一家，请选最常用的一家。',
  required: '请选择一个答案，“不知道”也可以。',
  whyPersonal: '为什么问这个？只用于比较不同的顾客群体，您可以跳过。',
  several: '可以选择多项。',
  noBrand: '以上都不是',
  brands: '下面哪些您足够了解、可以评价？请选择您用过的。',
  atMost: '最多选择{number}项。',
  allocate: '请分配共{number}分。',
  consent: '开始之前',
  agree: '我同意',
  consentRequired: '如要参与，请选择“我同意”；如不愿参与，请选择下方的“我不同意”。',
}
