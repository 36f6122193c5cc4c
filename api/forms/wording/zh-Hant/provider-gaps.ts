import type { FamilyWording } from '../join-families.ts'
import { ofEach } from './service-quality.ts'

const departments = '在我們公司，宣傳部門與服務部門會相互溝通。'
const promises = '我們不對顧客作無法兌現的承諾。'

export const providerGaps: FamilyWording = {
  items: {
    'gm.firsthand': '我們經常直接了解顧客的期望。',
    'gm.upward': '第一線員工能方便地向我們反映顧客的意見。',
    'gm.levels': '我們與顧客之間的層級很少。',
    'gm.resources': '我們為服務品質投入所需的資源。',
    'gm.goals': '我們有以顧客需要為依據的具體服務目標。',
    'gm.standards': '對於一再重複的工作，我們有固定而有效的做法。',
    'gm.feasible': '在我們公司，達到顧客的期望是可行的。',
    'gm.departments': departments,
    'gm.promises': promises,
    ...ofEach(
      (key) => `gm.${key}.belief`,
      (thing) => `${thing}：您的顧客在多大程度上期望一家優秀的{category}做到這一點？`,
    ),
    'gs.team': '我們團隊合作，共同服務顧客。',
    'gs.suited': '我適合這份工作，也受過相應的訓練。',
    'gs.tools': '我有工作所需的工具。',
    'gs.freedom': '我有足夠的自主權來協助顧客。',
    'gs.judged': '評核我的工作時，會看我如何對待顧客。',
    'gs.consistent': '我的各項任務沒有相互衝突。',
    'gs.clear': '我清楚公司對我的要求。',
    'gs.departments': departments,
    'gs.promises': promises,
  },
  instruments: {
    'gaps-managers': {
      title: '缺口模式：管理者',
      description:
        '由管理者填寫，不問顧客：他們認為顧客期望什麼、如何訂定標準、對外承諾什麼（缺口1、2、4）。',
    },
    'gaps-staff': {
      title: '缺口模式：第一線員工',
      description: '由服務顧客的員工填寫：標準與實際服務之間隔著什麼，對外承諾什麼（缺口3、4）。',
    },
  },
  parameters: {
    'gaps-managers': {
      beliefs: {
        title: '詢問管理者認為顧客期望什麼',
        help: '增加SERVQUAL的22則敘述。與顧客自己說的期望相比，就是缺口1。',
      },
    },
  },
}
