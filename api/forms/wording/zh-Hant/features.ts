import type { FamilyWording } from '../join-families.ts'

const feelings = {
  like: '我喜歡這樣',
  'must-be': '理應如此',
  neutral: '無所謂',
  'live-with': '勉強可以接受',
  dislike: '我不喜歡這樣',
}

/** Kano, two-factor and importance-performance: the designer's own features and attributes. */
export const features: FamilyWording = {
  items: {
    'kano.{each}.functional': '{entry}：如果{brand}具備這一點，您的感受是？',
    'kano.{each}.dysfunctional': '{entry}：如果{brand}不具備這一點，您的感受是？',
    'kano.{each}.importance': '{entry}：這一點對您有多重要？',
    'kano.{each}.performance': '{entry}：{brand}目前做得如何？',
    'tf.overall': '整體而言，您對{brand}有多滿意？',
    'tf.{each}': '{entry}：您如何評價{brand}在這方面的表現？',
    'ip.{each}': '{entry}',
  },
  columns: {
    importance: '對我的重要程度',
    performance: '{brand}的表現水準',
  },
  choices: {
    'kano.{each}.functional': feelings,
    'kano.{each}.dysfunctional': feelings,
  },
  ends: {
    important: { min: '完全不重要', max: '極為重要' },
    'well-done': { min: '做得很差', max: '做得很好' },
  },
  instruments: {
    kano: {
      title: 'Kano：產品特性分類',
      description: '哪些特性被視為理所當然、哪些越多越好、哪些令人驚喜：每個特性從正反兩面各問一題。',
    },
    'two-factor': {
      title: '雙因子：懲罰與獎勵',
      description:
        '哪些屬性做不好會招致不滿、哪些做得出色令人滿意、哪些兩者兼有：為您的各項屬性與整體滿意度評分。',
    },
    'importance-performance': {
      title: '重要度與表現',
      description: '把每項屬性的重要程度和表現並列詢問，看出該在哪裡著力，哪裡可能做得過多。',
    },
  },
  parameters: {
    kano: {
      features: {
        title: '特性',
        help: '每個特性以名詞表達，例如「免費退貨」。特性較新時，加上簡短說明或一張圖片會有幫助。',
      },
      importance: { title: '詢問每個特性有多重要', help: '每個特性多問一題，1到9分。' },
      performance: { title: '詢問每個特性目前做得如何', help: '每個特性多問一題，1到9分。' },
      most: {
        title: '每位受訪者回答的特性數',
        help: '特性更多時，為每位受訪者隨機抽取這個數目。',
      },
    },
    'two-factor': {
      attributes: {
        title: '屬性',
        help: '每項屬性以名詞表達，例如「櫃檯等候時間」。至少需要200份問卷，屬性多時還要更多。',
      },
    },
    'importance-performance': {
      attributes: {
        title: '屬性',
        help: '每項屬性以名詞表達，例如「櫃檯等候時間」。每項要評兩次分。',
      },
    },
  },
}
