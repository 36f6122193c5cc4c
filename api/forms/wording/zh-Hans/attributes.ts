export const attributes = {
  region: {
    label: '地区',
    title: '您住在哪里？',
    values: {
      local: '本地',
      domestic: '国内其他地区',
      'foreign-developed': '国外发达地区',
      'foreign-developing': '国外发展中地区',
    },
  },
  'age-band': {
    label: '年龄',
    title: '您的年龄是？',
    values: {
      'under-18': '18岁以下',
      '18-24': '18至24岁',
      '25-34': '25至34岁',
      '35-44': '35至44岁',
      '45-54': '45至54岁',
      '55-64': '55至64岁',
      '65-plus': '65岁及以上',
    },
  },
  channel: {
    label: '渠道',
    title: '您主要通过什么渠道购买？',
    values: {
      dealer: '经销商',
      direct: '直接向企业购买',
      indirect: '代理或合作伙伴',
      retail: '零售店',
      internet: '互联网',
    },
  },
  'value-tier': {
    label: '客户价值层级',
    title: '您使用的是哪一档？',
    values: { high: '高端', middle: '中端', low: '低端' },
  },
  status: {
    label: '客户状态',
    title: '作为顾客，哪一项最符合您的情况？',
    values: { new: '新客户', loyal: '老客户', lost: '已经不再是客户' },
  },
  relation: {
    label: '售后联系',
    title: '您购买之后，企业怎样与您保持联系？',
    values: {
      basic: '没有联系',
      reactive: '我询问时才答复',
      accountable: '事后会问我是否满意',
      proactive: '主动向我提出建议',
      partnership: '我们一直共同合作',
    },
  },
  'brand-loyalty': {
    label: '购买品牌数',
    title: '这类产品您购买几个品牌？',
    values: { 'single-brand': '只买一个品牌', 'several-brands': '在几个品牌中选', none: '不固定' },
  },
  role: {
    label: '购买角色',
    title: '在购买中您的角色是？',
    values: {
      consumer: '自己购买，自己使用',
      buyer: '替他人购买',
      'decision-maker': '决定购买什么',
      'end-user': '自己使用，由他人购买',
      intermediary: '转售给他人',
      internal: '在该企业工作',
    },
  },
  'customer-size': {
    label: '客户类型',
    title: '您属于哪一类客户？',
    values: { large: '大型机构', 'small-medium': '中小型机构', scattered: '个人或零散客户' },
  },
  gender: { label: '性别', title: '您的性别是？', values: { woman: '女', man: '男', another: '其他' } },
  occupation: {
    label: '职业',
    title: '您目前的职业状况是？',
    values: {
      employed: '在职',
      'self-employed': '自营或自由职业',
      student: '在读学生',
      homemaker: '料理家务',
      retired: '退休',
      'not-working': '暂无工作',
    },
  },
  education: {
    label: '学历',
    title: '您的最高学历是？',
    values: {
      school: '高中及以下',
      vocational: '大专或职业教育',
      bachelor: '本科',
      postgraduate: '硕士及以上',
    },
  },
  'income-band': {
    label: '收入',
    title: '与当地其他家庭相比，您家的收入如何？',
    values: { lower: '偏低', middle: '差不多', higher: '偏高' },
  },
  family: {
    label: '家庭',
    title: '您与谁同住？',
    values: { alone: '独自居住', couple: '与伴侣', 'with-children': '与子女', shared: '与其他人' },
  },
}
