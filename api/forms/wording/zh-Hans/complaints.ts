import type { FamilyWording } from '../join-families.ts'

const reasons = {
  pricing: '价格：太贵、涨价或不透明',
  inconvenience: '不方便：地点、营业时间、等待太久',
  'core-service-failure': '核心服务出问题：差错、故障、账单有误',
  'service-encounter-failure': '服务人员：冷漠、无礼或帮不上忙',
  'response-to-failure': '出错之后的反应：不回应、应付或不情愿',
  competition: '别家更好',
  'ethical-problems': '不诚实、强行推销或不安全的做法',
  'involuntary-switching': '不得已：搬家，或对方停业、停止提供',
}

export const complaints: FamilyWording = {
  items: {
    'complaint.problem': '过去{period}，您在{brand}是否遇到过问题？',
    'complaint.told': '您是否向{brand}反映了？',
    'complaint.why-not': '您为什么没有向{brand}反映？',
    'complaint.channel': '您是怎样向{brand}反映的？',
    'complaint.resolved': '问题解决了吗？',
    'complaint.hours': '问题解决用了多少小时？',
    'complaint.outcome': '最后得到的结果如何？',
    'complaint.procedure': '处理的过程如何：是否清楚、迅速、不绕弯路？',
    'complaint.interaction': '处理的人员表现如何：是否有礼貌、诚恳、愿意帮忙？',
    'complaint.stay': '总的来看，您今后继续做{brand}的顾客的可能性有多大？',
    'churn.tenure': '您做{brand}的顾客有多少个月了？如果已经离开，当时一共多少个月？',
    'churn.left': '您是否已经不再购买{brand}？',
    'churn.satisfaction': '您对{brand}有多满意？如果已经离开，当时有多满意？',
    'churn.reasons': '您为什么离开{brand}？',
    'churn.main-reason': '其中最主要的原因是哪一个？',
    'churn.in-own-words': '当时发生了什么？请用自己的话告诉我们。',
    'churn.went-to': '您现在在哪里购买？',
    'churn.bring-back': '什么能让您重新选择{brand}？',
    'churn.return': '今后{period}内，您回到{brand}的可能性有多大？',
  },
  helps: {
    'complaint.hours': '从反映到解决。一天算24小时，估计即可。',
    'churn.tenure': '一年算12个月，估计即可。',
  },
  choices: {
    'complaint.why-not': {
      'no-use': '说了也没用',
      effort: '太麻烦',
      'not-known-where': '不知道向哪里反映',
      minor: '只是小事',
      other: '其他原因',
    },
    'complaint.channel': {
      hotline: '热线电话',
      web: '网站、邮件或应用程序',
      shop: '门店或营业厅',
      staff: '直接告诉员工',
      'social-media': '社交媒体',
      authority: '主管部门或消费者组织',
    },
    'complaint.resolved': {
      'first-contact': '首次联系就解决了',
      later: '后来解决了',
      not: '没有解决',
    },
    'churn.reasons': reasons,
    'churn.main-reason': reasons,
    'churn.bring-back': {
      price: '更好的价格',
      product: '更好的产品',
      service: '更好的服务',
      amends: '道歉并弥补过失',
      terms: '更简便、更公平的条款',
      closer: '离得更近或更容易联系到',
      nothing: '什么都不能',
    },
  },
  instruments: {
    complaints: {
      title: '投诉与处理',
      description: '多少顾客遇到问题，多少人反映，处理得如何，以及是否留下。不投诉不等于满意。',
    },
    churn: {
      title: '流失与挽回',
      description: '顾客离开的八类原因、主要原因，以及怎样才能挽回。面向已流失的顾客，也可同时问现有顾客。',
    },
  },
  parameters: {
    churn: {
      'win-back': {
        title: '问怎样才会回来',
        help: '加问现在在哪里购买、什么能让其回来，以及可能性有多大。',
      },
    },
  },
}
