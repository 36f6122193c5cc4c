import type { FamilyWording } from '../join-families.ts'

export const simpleIndices: FamilyWording = {
  items: {
    nps: '您有多大可能將{brand}推薦給朋友或同事？',
    'nps-reason': '您這樣評分的主要原因是什麼？',
    csat: '整體而言，您對{brand}滿意嗎？',
    ces: '{brand}讓我輕鬆辦成了事情。',
    'ces-effort': '為了在{brand}把這件事辦好，您自己花了多少力氣？',
    'touch-overall': '整體來說，您對與{brand}的各種往來滿意嗎？',
    'touch.{each}.satisfaction': '在{brand}，您對「{entry}」滿意嗎？',
    'touch.{each}.effort': '{brand}讓我輕鬆辦好了這件事：{entry}。',
  },
  helps: {
    'nps-reason': '請用您自己的話說明，不需要寫出任何人的姓名。',
  },
  ends: {
    'satisfied-5': {
      min: '很不滿意',
      max: '很滿意',
      points: [
        { label: '很不滿意', help: '憤慨，會客訴，也會勸別人不要買' },
        { label: '不滿意', help: '氣憤、煩惱，希望得到補償' },
        { label: '普通', help: '沒有明顯的抱怨，也沒有讚許' },
        { label: '滿意', help: '稱心，願意推薦' },
        { label: '很滿意', help: '激動、感謝，會主動宣傳' },
      ],
    },
    effort: { min: '幾乎不費力', max: '非常費力' },
  },
  instruments: {
    nps: {
      title: '推薦意願（NPS）',
      description: '一題0到10分：願意推薦者的比例減去不願推薦者的比例。',
    },
    csat: {
      title: '五級滿意度（CSAT）',
      description: '一題，五個等級都有說明；分數是最高兩級所佔的比例。',
    },
    ces: {
      title: '顧客費力度（CES）',
      description: '一題，看您讓顧客辦事有多輕鬆。最好在辦理或購買後立刻詢問。',
    },
    touchpoint: {
      title: '接觸點',
      description: '在顧客與您接觸的每個環節詢問滿意與省力程度。接觸點由您自行命名。',
    },
  },
  parameters: {
    nps: {
      reason: { title: '追問原因', help: '評分之後加一題文字題，回答可依詞語與主題分析。' },
    },
    ces: {
      form: {
        title: '題目形式',
        help: '同一個專案請只用一種形式，兩種分數無法互相比較。',
        values: {
          ease: '同意「很輕鬆」的程度，1到7分（越高越好）',
          effort: '自己費力的程度，1到5分（越低越好），用於延續舊有資料',
        },
      },
    },
    touchpoint: {
      touchpoints: { title: '接觸點', help: '請用簡短的名稱，要能放進「您對……滿意嗎」，例如「櫃檯結帳」。' },
      overall: {
        title: '一併詢問整體滿意度',
        help: '可以看出哪個接觸點最重要。專案中已有其他模組詢問整體滿意度時，請勿開啟。',
      },
      asked: {
        title: '每位受訪者回答的接觸點數',
        help: '隨機抽出這麼多個來問：每人的題目變少，所有接觸點仍都有人回答。',
      },
    },
  },
}
