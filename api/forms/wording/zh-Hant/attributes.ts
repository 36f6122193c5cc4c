export const attributes = {
  region: {
    label: '地區',
    title: '您住在哪裡？',
    values: {
      local: '本地',
      domestic: '國內其他地區',
      'foreign-developed': '國外已開發地區',
      'foreign-developing': '國外開發中地區',
    },
  },
  'age-band': {
    label: '年齡',
    title: '您的年齡是？',
    values: {
      'under-18': '未滿18歲',
      '18-24': '18至24歲',
      '25-34': '25至34歲',
      '35-44': '35至44歲',
      '45-54': '45至54歲',
      '55-64': '55至64歲',
      '65-plus': '65歲以上',
    },
  },
  channel: {
    label: '通路',
    title: '您主要透過哪種通路購買？',
    values: {
      dealer: '經銷商',
      direct: '直接向企業購買',
      indirect: '代理商或合作夥伴',
      retail: '零售店',
      internet: '網路',
    },
  },
  'value-tier': {
    label: '客戶價值層級',
    title: '您使用的是哪一級？',
    values: { high: '高端', middle: '中端', low: '低端' },
  },
  status: {
    label: '客戶狀態',
    title: '身為顧客，哪一項最符合您的情況？',
    values: { new: '新客戶', loyal: '老客戶', lost: '已經不再是客戶' },
  },
  relation: {
    label: '售後聯繫',
    title: '您購買之後，企業如何與您保持聯繫？',
    values: {
      basic: '沒有聯繫',
      reactive: '我詢問時才答覆',
      accountable: '事後會問我是否滿意',
      proactive: '主動向我提出建議',
      partnership: '我們一直共同合作',
    },
  },
  'brand-loyalty': {
    label: '購買品牌數',
    title: '這類產品您購買幾個品牌？',
    values: { 'single-brand': '只買一個品牌', 'several-brands': '在幾個品牌中選', none: '不固定' },
  },
  role: {
    label: '購買角色',
    title: '在購買中您的角色是？',
    values: {
      consumer: '自己購買，自己使用',
      buyer: '替他人購買',
      'decision-maker': '決定購買什麼',
      'end-user': '自己使用，由他人購買',
      intermediary: '轉售給他人',
      internal: '在該企業任職',
    },
  },
  'customer-size': {
    label: '客戶類型',
    title: '您屬於哪一類客戶？',
    values: { large: '大型機構', 'small-medium': '中小型機構', scattered: '個人或零散客戶' },
  },
  gender: { label: '性別', title: '您的性別是？', values: { woman: '女', man: '男', another: '其他' } },
  occupation: {
    label: '職業',
    title: '您目前的職業狀況是？',
    values: {
      employed: '受僱',
      'self-employed': '自營或自由業',
      student: '在學學生',
      homemaker: '家務管理',
      retired: '退休',
      'not-working': '目前沒有工作',
    },
  },
  education: {
    label: '學歷',
    title: '您的最高學歷是？',
    values: {
      school: '高中職以下',
      vocational: '專科或職業訓練',
      bachelor: '大學',
      postgraduate: '碩士以上',
    },
  },
  'income-band': {
    label: '收入',
    title: '與當地其他家庭相比，您家的收入如何？',
    values: { lower: '偏低', middle: '差不多', higher: '偏高' },
  },
  family: {
    label: '家庭',
    title: '您與誰同住？',
    values: { alone: '獨自居住', couple: '與伴侶', 'with-children': '與子女', shared: '與其他人' },
  },
}
