import type { FamilyWording } from '../join-families.ts'

export const competitors: FamilyWording = {
  items: {
    'cr.known': '下面哪些您用过，或者足够了解、可以评价？请选您最熟悉的。',
    'cr.{each}.satisfaction': '总体而言，您对{entry}有多满意？',
    'cr.{each}.value': '就价格而言，{entry}提供的产品和服务如何？',
    'cr.{each}.recommendation': '您有多大可能把{entry}推荐给朋友或同事？',
  },
  instruments: {
    'competitor-rating': {
      title: '竞争品牌评价',
      description:
        '由同一批受访者为他们了解的每个品牌评价满意度、性价比和推荐意愿，既有您的品牌，也有竞争对手。',
    },
  },
  parameters: {
    'competitor-rating': {
      most: {
        title: '每位受访者评价的品牌数',
        help: '受访者最多选择这么多个品牌，每个品牌回答三题。',
      },
    },
  },
}
