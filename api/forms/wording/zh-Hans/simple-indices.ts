import type { FamilyWording } from '../join-families.ts'

export const simpleIndices: FamilyWording = {
  items: {
    nps: '您有多大可能把{brand}推荐给朋友或同事？',
    'nps-reason': '您这样打分的主要原因是什么？',
    csat: '总体而言，您对{brand}满意吗？',
    ces: '{brand}让我轻松办成了事情。',
    'ces-effort': '为了在{brand}办成这件事，您自己费了多少力气？',
    'touch-overall': '总的来说，您对与{brand}的各种往来满意吗？',
    'touch.{each}.satisfaction': '在{brand}，您对“{entry}”满意吗？',
    'touch.{each}.effort': '{brand}让我轻松办好了这件事：{entry}。',
  },
  helps: {
    'nps-reason': '请用自己的话说，不必写出任何人的姓名。',
  },
  ends: {
    'satisfied-5': {
      min: '很不满意',
      max: '很满意',
      points: [
        { label: '很不满意', help: '愤慨，会投诉，也会劝别人别买' },
        { label: '不满意', help: '气愤、烦恼，希望得到补偿' },
        { label: '一般', help: '没有明显的抱怨，也没有称赞' },
        { label: '满意', help: '称心，愿意推荐' },
        { label: '很满意', help: '激动、感谢，会主动宣传' },
      ],
    },
    effort: { min: '几乎没费力', max: '非常费力' },
  },
  instruments: {
    nps: {
      title: '推荐意愿（NPS）',
      description: '一道0到10分的题：愿意推荐者的比例减去不愿推荐者的比例。',
    },
    csat: {
      title: '五级满意度（CSAT）',
      description: '一道题，五个等级都有说明；得分是最高两级所占的比例。',
    },
    ces: {
      title: '顾客费力度（CES）',
      description: '一道题，看您让顾客办事有多轻松。最好在办理或购买之后马上问。',
    },
    touchpoint: {
      title: '接触点',
      description: '在顾客与您接触的每个环节上问满意和省力。接触点由您自己命名。',
    },
  },
  parameters: {
    nps: {
      reason: { title: '追问原因', help: '打分之后加一道文字题，回答可以按词语和主题来分析。' },
    },
    ces: {
      form: {
        title: '题目形式',
        help: '同一个项目请只用一种形式，两种得分不能相互比较。',
        values: {
          ease: '同意“很轻松”的程度，1到7分（越高越好）',
          effort: '自己费力的程度，1到5分（越低越好），用于延续旧的数据',
        },
      },
    },
    touchpoint: {
      touchpoints: { title: '接触点', help: '请用简短的名称，要能接在“您对……满意吗”里，例如“收银台付款”。' },
      overall: {
        title: '同时问总体满意度',
        help: '可以看出哪个接触点最重要。项目中已有其他模块问总体满意度时，请不要打开。',
      },
      asked: {
        title: '每位受访者回答的接触点数',
        help: '随机抽取这么多个来问：每人的题目少了，所有接触点仍然都有人回答。',
      },
    },
  },
}
