import type { Screens } from '../wording.ts'

export const states = { dont_know: '不知道', not_applicable: '不適用', refused: '不願回答' }

export const ends = {
  agree: { min: '非常不同意', max: '非常同意' },
  level: { min: '很低', max: '很高' },
  amount: { min: '很少', max: '很多' },
  fit: { min: '完全不符合', max: '非常符合' },
  rarely: { min: '經常出問題', max: '極少出問題' },
  good: { min: '很差', max: '很好' },
  satisfied: { min: '很不滿意', max: '很滿意' },
  confirmed: { min: '遠低於期望', max: '遠超出期望' },
  close: { min: '相差很遠', max: '非常接近' },
  likely: { min: '很不可能', max: '很可能' },
}

export const choices = {
  com1a: {
    company: '正式向企業客訴',
    staff: '向員工口頭反映',
    people: '向身邊的人抱怨',
    online: '在網路上公開抱怨',
  },
  pt_down: { never: '無論什麼價格都不會再選擇' },
}

export const screens: Screens = {
  yes: '是',
  no: '否',
  percent: '{number}%',
  percentOrMore: '{number}%以上',
  brand: '您是下列哪一家的顧客？如果不只一家，請選最常使用的一家。',
  required: '請選擇一個答案，「不知道」也可以。',
  whyPersonal: '為什麼問這個？只用來比較不同的顧客群，您可以略過。',
  several: '可以選擇多項。',
  noBrand: '以上都不是',
  brands: '下面哪些您足夠了解、可以評價？請選擇您用過的。',
  atMost: '最多選擇{number}項。',
  allocate: '請分配共{number}分。',
  consent: '開始之前',
  agree: '我同意',
  consentRequired: '如要參與，請選擇「我同意」；如不願參與，請選擇下方的「我不同意」。',
}
