export const instruments = {
  acsi: {
    title: '美国顾客满意度指数（ACSI）',
    description: '期望、质量和价值决定满意度，抱怨和忠诚是其结果。各国比较最多的模型。',
  },
  'ecsi-mobile': {
    title: '欧洲顾客满意度指数，移动通信版（ECSI）',
    description: '在欧洲模型中加入形象和投诉处理，质量有七个题目。适合移动运营商。',
  },
  'ecsi-core': {
    title: '欧洲顾客满意度指数，核心版（ECSI / EPSI）',
    description: '有形象，产品质量与服务质量分开，忠诚看三个方面；不问抱怨。适合大多数行业。',
  },
  scsb: {
    title: '瑞典顾客满意度晴雨表（SCSB）',
    description: '最早的国家指数，也最短：用期望和性价比解释满意度。',
  },
  ncsb: {
    title: '挪威顾客满意度晴雨表（NCSB）',
    description: '服务质量五个维度、价格、投诉处理和两种承诺。题目最多，也最细。',
  },
  'china-type': {
    title: '中国型顾客满意度指数',
    description:
      '品牌形象在先，影响期望、质量、价值和满意度。结构与国内常用模型相近，各家公布的路径略有不同。',
  },
}

export const parameters = {
  acsi: {
    channels: {
      title: '按投诉途径的数目计分',
      help: '抱怨按0、1、2种及以上途径计分，而不是只分有无。同一个项目请只用一种方式。',
    },
  },
}

export const constructs = {
  Image: '品牌形象',
  Expectation: '顾客期望',
  Quality: '感知质量',
  'Product quality': '产品质量',
  'Service quality': '服务质量',
  Value: '感知价值',
  Satisfaction: '顾客满意',
  Complaints: '顾客抱怨',
  Loyalty: '顾客忠诚',
  Tangibles: '有形性',
  Reliability: '可靠性',
  Responsiveness: '响应性',
  Assurance: '保证性',
  Empathy: '移情性',
  Price: '价格',
  'Complaint handling': '投诉处理',
  'Affective commitment': '情感承诺',
  'Calculative commitment': '利益承诺',
}
