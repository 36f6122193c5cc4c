import type { FamilyWording } from '../join-families.ts'
import { ofEach } from './service-quality.ts'

const departments = '在本单位，宣传部门与服务部门相互沟通。'
const promises = '我们不向顾客作无法兑现的承诺。'

export const providerGaps: FamilyWording = {
  items: {
    'gm.firsthand': '我们经常直接了解顾客的期望。',
    'gm.upward': '一线员工能方便地向我们反映顾客的意见。',
    'gm.levels': '我们与顾客之间的层级很少。',
    'gm.resources': '我们为服务质量投入所需的资源。',
    'gm.goals': '我们有基于顾客需要的具体服务目标。',
    'gm.standards': '对于重复性的工作，我们有固定而有效的做法。',
    'gm.feasible': '在本单位，满足顾客的期望是可行的。',
    'gm.departments': departments,
    'gm.promises': promises,
    ...ofEach(
      (key) => `gm.${key}.belief`,
      (thing) => `${thing}：您的顾客在多大程度上期望一家优秀的{category}做到这一点？`,
    ),
    'gs.team': '我们团队协作，共同服务顾客。',
    'gs.suited': '我适合本岗位，也受过相应的培训。',
    'gs.tools': '我有工作所需的工具。',
    'gs.freedom': '我有足够的自主权来帮助顾客。',
    'gs.judged': '考核我的工作时，会看我如何对待顾客。',
    'gs.consistent': '我的各项任务没有相互冲突。',
    'gs.clear': '我清楚单位对我的要求。',
    'gs.departments': departments,
    'gs.promises': promises,
  },
  instruments: {
    'gaps-managers': {
      title: '差距模型：管理者',
      description:
        '由管理者填写，不问顾客：他们认为顾客期望什么，如何制定标准，对外承诺什么（差距1、2、4）。',
    },
    'gaps-staff': {
      title: '差距模型：一线员工',
      description: '由服务顾客的员工填写：标准与实际服务之间隔着什么，对外承诺什么（差距3、4）。',
    },
  },
  parameters: {
    'gaps-managers': {
      beliefs: {
        title: '询问管理者认为顾客期望什么',
        help: '增加SERVQUAL的22条陈述。与顾客自己说的期望相比，就是差距1。',
      },
    },
  },
}
