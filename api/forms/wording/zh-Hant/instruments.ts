export const instruments = {
  acsi: {
    title: '美國顧客滿意度指數（ACSI）',
    description: '期望、品質和價值決定滿意度，抱怨和忠誠是其結果。各國最常用來比較的模型。',
  },
  'ecsi-mobile': {
    title: '歐洲顧客滿意度指數，行動通訊版（ECSI）',
    description: '在歐洲模型中加入形象與客訴處理，品質有七個題目。適合行動電信業者。',
  },
  'ecsi-core': {
    title: '歐洲顧客滿意度指數，核心版（ECSI / EPSI）',
    description: '有形象，產品品質與服務品質分開，忠誠看三個面向；不問抱怨。適合大多數產業。',
  },
  scsb: {
    title: '瑞典顧客滿意度晴雨表（SCSB）',
    description: '最早的國家指數，也最短：以期望和價格相對的表現解釋滿意度。',
  },
  ncsb: {
    title: '挪威顧客滿意度晴雨表（NCSB）',
    description: '服務品質五個構面、價格、客訴處理和兩種承諾。題目最多，也最細。',
  },
  'china-type': {
    title: '中國型顧客滿意度指數',
    description:
      '品牌形象在先，影響期望、品質、價值和滿意度。結構與中國常用模型相近，各家公布的路徑略有不同。',
  },
}

export const parameters = {
  acsi: {
    channels: {
      title: '依客訴管道的數目計分',
      help: '抱怨依0、1、2種以上管道計分，而不是只分有無。同一個專案請只用一種方式。',
    },
  },
}

export const constructs = {
  Image: '品牌形象',
  Expectation: '顧客期望',
  Quality: '知覺品質',
  'Product quality': '產品品質',
  'Service quality': '服務品質',
  Value: '知覺價值',
  Satisfaction: '顧客滿意',
  Complaints: '顧客抱怨',
  Loyalty: '顧客忠誠',
  Tangibles: '有形性',
  Reliability: '可靠性',
  Responsiveness: '回應性',
  Assurance: '保證性',
  Empathy: '關懷性',
  Price: '價格',
  'Complaint handling': '客訴處理',
  'Affective commitment': '情感承諾',
  'Calculative commitment': '利益承諾',
}
