import type { FamilyWording } from '../join-families.ts'

/** What the statements are about; the instruments ask it of an ideal, of the brand, or at three levels. */
export const STATEMENTS = {
  t1: '设备现代化',
  t2: '场所或网站美观',
  t3: '员工仪表整洁',
  t4: '书面和网上资料清晰、制作精良',
  r1: '按承诺的时间完成',
  r2: '遇到问题时真诚解决',
  r3: '第一次就做对',
  r4: '在约定的时间提供服务',
  r5: '记录准确无误',
  s1: '明确告知完成时间',
  s2: '服务迅速',
  s3: '乐于帮助顾客',
  s4: '再忙也会回应顾客',
  a1: '员工言行令人信任',
  a2: '交易令人安心',
  a3: '始终礼貌待人',
  a4: '具备解答问题的知识',
  e1: '给予个性化的关注',
  e2: '服务时间方便',
  e3: '员工了解每位顾客',
  e4: '真心为顾客着想',
  e5: '理解顾客的具体需要',
}

/** One question per statement, keyed by `code`. */
export const ofEach = (code: (key: string) => string, ask: (thing: string) => string) =>
  Object.fromEntries(Object.entries(STATEMENTS).map(([key, thing]) => [code(key), ask(thing)]))

const points = '选择{category}时，以下五个方面对您各有多重要？请将100分分配给它们。'

const parts = {
  tangibles: '看得见的：设备、场所、员工仪表、资料',
  reliability: '信守承诺、准确无误',
  responsiveness: '迅速帮助、告知清楚',
  assurance: '令人信任、有礼、专业',
  empathy: '关注并理解每位顾客',
}

const allocation = {
  title: '请受访者给五个维度分配100分',
  help: '受访者说明各维度有多重要，得分按此加权。约多用一分钟，在手机上要多费些心。',
}

const perceived = (thing: string) => `${thing}：{brand}在多大程度上做到了这一点？`

export const serviceQuality: FamilyWording = {
  items: {
    ...ofEach(
      (key) => `sq.${key}.expectation`,
      (thing) => `${thing}：一家优秀的{category}应在多大程度上做到这一点？`,
    ),
    ...ofEach((key) => `sq.${key}.perception`, perceived),
    ...ofEach((key) => `sp.${key}`, perceived),
    ...ofEach(
      (key) => `zt.${key}`,
      (thing) => thing,
    ),
    'sq.points': points,
    'sp.points': points,
  },
  choices: { 'sq.points': parts, 'sp.points': parts },
  columns: {
    minimum: '我能接受的最低水平',
    desired: '我希望得到的水平',
    perceived: '{brand}实际的水平',
  },
  ends: { extent: { min: '一点也不', max: '完全如此' } },
  instruments: {
    servqual: {
      title: 'SERVQUAL：期望与感知',
      description:
        '22条服务陈述分五个维度，先问优秀的服务应当如何，再问您的服务实际如何。能看出差距在哪里；题目最多。',
    },
    servperf: {
      title: 'SERVPERF：只问感知',
      description: '同样的22条陈述，只问您的服务实际如何。题目减半，能看出强项和弱项，不计算差距。',
    },
    'zone-of-tolerance': {
      title: '容忍区间',
      description: '把可接受的最低水平、希望的水平和实际水平并排询问。每条陈述要答三次，请只选重要的维度。',
    },
  },
  parameters: {
    servqual: { allocation },
    servperf: { allocation },
    'zone-of-tolerance': {
      dimensions: {
        title: '维度',
        help: '只询问所选维度的陈述。',
        values: {
          tangibles: '有形性',
          reliability: '可靠性',
          responsiveness: '响应性',
          assurance: '保证性',
          empathy: '移情性',
        },
      },
    },
  },
}
