import type { FamilyWording } from '../join-families.ts'

export const competitors: FamilyWording = {
  items: {
    'cr.known': '下列哪些您用過，或足夠了解、可以評價？請選您最熟悉的。',
    'cr.{each}.satisfaction': '整體而言，您對{entry}有多滿意？',
    'cr.{each}.value': '以價格來看，{entry}提供的產品與服務如何？',
    'cr.{each}.recommendation': '您有多大可能將{entry}推薦給朋友或同事？',
  },
  instruments: {
    'competitor-rating': {
      title: '競爭品牌評價',
      description:
        '由同一群受訪者為他們了解的每個品牌評價滿意度、是否物有所值和推薦意願，包括您的品牌與競爭對手。',
    },
  },
  parameters: {
    'competitor-rating': {
      most: {
        title: '每位受訪者評價的品牌數',
        help: '受訪者最多選擇這個數目的品牌，每個品牌回答三題。',
      },
    },
  },
}
