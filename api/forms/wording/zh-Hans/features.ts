import type { FamilyWording } from '../join-families.ts'

const feelings = {
  like: '我喜欢这样',
  'must-be': '理应如此',
  neutral: '无所谓',
  'live-with': '勉强可以接受',
  dislike: '我不喜欢这样',
}

/** Kano, two-factor and importance-performance: the designer's own features and attributes. */
export const features: FamilyWording = {
  items: {
    'kano.{each}.functional': '{entry}：如果{brand}具备这一点，您的感受是？',
    'kano.{each}.dysfunctional': '{entry}：如果{brand}不具备这一点，您的感受是？',
    'kano.{each}.importance': '{entry}：这一点对您有多重要？',
    'kano.{each}.performance': '{entry}：{brand}目前做得怎么样？',
    'tf.overall': '总体而言，您对{brand}有多满意？',
    'tf.{each}': '{entry}：您如何评价{brand}在这方面的表现？',
    'ip.{each}': '{entry}',
  },
  columns: {
    importance: '对我的重要程度',
    performance: '{brand}的表现水平',
  },
  choices: {
    'kano.{each}.functional': feelings,
    'kano.{each}.dysfunctional': feelings,
  },
  ends: {
    important: { min: '完全不重要', max: '极其重要' },
    'well-done': { min: '做得很差', max: '做得很好' },
  },
  instruments: {
    kano: {
      title: 'Kano：产品特性分类',
      description: '哪些特性被视为理所当然，哪些越多越好，哪些令人惊喜：每个特性从正反两面各问一题。',
    },
    'two-factor': {
      title: '双因素：惩罚与奖励',
      description:
        '哪些属性做不好会招致不满，哪些做得出色令人满意，哪些两者兼有：为您的各项属性和总体满意度打分。',
    },
    'importance-performance': {
      title: '重要性与表现',
      description: '把每项属性的重要程度和表现并排询问，看出该在哪里着力，哪里可能做得过多。',
    },
  },
  parameters: {
    kano: {
      features: {
        title: '特性',
        help: '每个特性用名词表述，例如“免费退货”。特性较新时，加一段简短说明或一张图片会有帮助。',
      },
      importance: { title: '询问每个特性有多重要', help: '每个特性多问一题，1到9分。' },
      performance: { title: '询问每个特性目前做得如何', help: '每个特性多问一题，1到9分。' },
      most: {
        title: '每位受访者回答的特性数',
        help: '特性更多时，为每位受访者随机抽取这么多个。',
      },
    },
    'two-factor': {
      attributes: {
        title: '属性',
        help: '每项属性用名词表述，例如“柜台等候时间”。至少需要200份答卷，属性多时还要更多。',
      },
    },
    'importance-performance': {
      attributes: {
        title: '属性',
        help: '每项属性用名词表述，例如“柜台等候时间”。每项要打两次分。',
      },
    },
  },
}
