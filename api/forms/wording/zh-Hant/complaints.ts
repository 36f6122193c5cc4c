import type { FamilyWording } from '../join-families.ts'

const reasons = {
  pricing: '價格：太貴、漲價或不透明',
  inconvenience: '不便：地點、營業時間、等候太久',
  'core-service-failure': '核心服務出問題：差錯、故障、帳單有誤',
  'service-encounter-failure': '服務人員：冷漠、無禮或幫不上忙',
  'response-to-failure': '出錯之後的回應：不理會、敷衍或不情願',
  competition: '別家更好',
  'ethical-problems': '不誠實、強迫推銷或不安全的做法',
  'involuntary-switching': '不得已：搬家，或對方歇業、停止提供',
}

export const complaints: FamilyWording = {
  items: {
    'complaint.problem': '過去{period}，您在{brand}是否遇到過問題？',
    'complaint.told': '您是否向{brand}反映了？',
    'complaint.why-not': '您為什麼沒有向{brand}反映？',
    'complaint.channel': '您是如何向{brand}反映的？',
    'complaint.resolved': '問題解決了嗎？',
    'complaint.hours': '問題解決花了多少小時？',
    'complaint.outcome': '最後得到的結果如何？',
    'complaint.procedure': '處理的過程如何：是否清楚、迅速、不繞遠路？',
    'complaint.interaction': '處理的人員表現如何：是否有禮貌、誠懇、願意協助？',
    'complaint.stay': '整體來看，您今後繼續當{brand}的顧客的可能性有多大？',
    'churn.tenure': '您當{brand}的顧客有多少個月了？如果已經離開，當時總共多少個月？',
    'churn.left': '您是否已經不再購買{brand}？',
    'churn.satisfaction': '您對{brand}有多滿意？如果已經離開，當時有多滿意？',
    'churn.reasons': '您為什麼離開{brand}？',
    'churn.main-reason': '其中最主要的原因是哪一個？',
    'churn.in-own-words': '當時發生了什麼事？請用您自己的話告訴我們。',
    'churn.went-to': '您現在在哪裡購買？',
    'churn.bring-back': '什麼能讓您重新選擇{brand}？',
    'churn.return': '今後{period}內，您回到{brand}的可能性有多大？',
  },
  helps: {
    'complaint.hours': '從反映到解決。一天算24小時，估計即可。',
    'churn.tenure': '一年算12個月，估計即可。',
  },
  choices: {
    'complaint.why-not': {
      'no-use': '說了也沒用',
      effort: '太麻煩',
      'not-known-where': '不知道向哪裡反映',
      minor: '只是小事',
      other: '其他原因',
    },
    'complaint.channel': {
      hotline: '客服專線',
      web: '網站、電子郵件或應用程式',
      shop: '門市或分行',
      staff: '直接告訴員工',
      'social-media': '社群媒體',
      authority: '主管機關或消費者團體',
    },
    'complaint.resolved': {
      'first-contact': '第一次聯繫就解決了',
      later: '後來解決了',
      not: '沒有解決',
    },
    'churn.reasons': reasons,
    'churn.main-reason': reasons,
    'churn.bring-back': {
      price: '更好的價格',
      product: '更好的產品',
      service: '更好的服務',
      amends: '道歉並彌補過失',
      terms: '更簡便、更公平的條款',
      closer: '距離更近或更容易聯繫',
      nothing: '什麼都不能',
    },
  },
  instruments: {
    complaints: {
      title: '客訴與處理',
      description: '多少顧客遇到問題，多少人反映，處理得如何，以及是否留下。沒有客訴不等於滿意。',
    },
    churn: {
      title: '流失與挽回',
      description:
        '顧客離開的八類原因、主要原因，以及如何才能挽回。對象是已流失的顧客，也可同時詢問現有顧客。',
    },
  },
  parameters: {
    churn: {
      'win-back': {
        title: '詢問如何才會回來',
        help: '加問現在在哪裡購買、什麼能讓其回來，以及可能性有多大。',
      },
    },
  },
}
