import type { FamilyWording } from '../join-families.ts'

/** What the statements are about; the instruments ask it of an ideal, of the brand, or at three levels. */
export const STATEMENTS = {
  t1: '設備新穎',
  t2: '場所或網站美觀',
  t3: '員工儀容整潔',
  t4: '書面與網路資料清楚、製作精良',
  r1: '依承諾的時間完成',
  r2: '遇到問題時真誠解決',
  r3: '第一次就做對',
  r4: '在約定的時間提供服務',
  r5: '紀錄正確無誤',
  s1: '明確告知完成時間',
  s2: '服務迅速',
  s3: '樂於協助顧客',
  s4: '再忙也會回應顧客',
  a1: '員工言行令人信任',
  a2: '交易令人安心',
  a3: '始終以禮待人',
  a4: '具備解答問題的知識',
  e1: '給予個別關注',
  e2: '服務時間方便',
  e3: '員工了解每位顧客',
  e4: '真心為顧客著想',
  e5: '理解顧客的個別需要',
}

/** One question per statement, keyed by `code`. */
export const ofEach = (code: (key: string) => string, ask: (thing: string) => string) =>
  Object.fromEntries(Object.entries(STATEMENTS).map(([key, thing]) => [code(key), ask(thing)]))

const points = '選擇{category}時，以下五個面向對您各有多重要？請將100分分配給它們。'

const parts = {
  tangibles: '看得見的：設備、場所、員工儀容、資料',
  reliability: '信守承諾、正確無誤',
  responsiveness: '迅速協助、告知清楚',
  assurance: '令人信任、有禮、專業',
  empathy: '關注並理解每位顧客',
}

const allocation = {
  title: '請受訪者為五個構面分配100分',
  help: '受訪者說明各構面有多重要，得分依此加權。約多用一分鐘，在手機上要多費些心。',
}

const perceived = (thing: string) => `${thing}：{brand}在多大程度上做到了這一點？`

export const serviceQuality: FamilyWording = {
  items: {
    ...ofEach(
      (key) => `sq.${key}.expectation`,
      (thing) => `${thing}：一家優秀的{category}應在多大程度上做到這一點？`,
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
    minimum: '我能接受的最低水準',
    desired: '我希望得到的水準',
    perceived: '{brand}實際的水準',
  },
  ends: { extent: { min: '一點也不', max: '完全如此' } },
  instruments: {
    servqual: {
      title: 'SERVQUAL：期望與知覺',
      description:
        '22則服務敘述分五個構面，先問優秀的服務應當如何，再問您的服務實際如何。能看出落差在哪裡；題目最多。',
    },
    servperf: {
      title: 'SERVPERF：只問知覺',
      description: '同樣的22則敘述，只問您的服務實際如何。題目減半，能看出強項與弱項，不計算落差。',
    },
    'zone-of-tolerance': {
      title: '容忍區間',
      description: '把可接受的最低水準、希望的水準和實際水準並列詢問。每則敘述要答三次，請只選重要的構面。',
    },
  },
  parameters: {
    servqual: { allocation },
    servperf: { allocation },
    'zone-of-tolerance': {
      dimensions: {
        title: '構面',
        help: '只詢問所選構面的敘述。',
        values: {
          tangibles: '有形性',
          reliability: '可靠性',
          responsiveness: '回應性',
          assurance: '保證性',
          empathy: '關懷性',
        },
      },
    },
  },
}
