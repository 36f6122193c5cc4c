import type { NewProgram } from '../../api/contract/program.ts'

const entry = (key: string, en: string, zhHans: string, zhHant: string) => ({
  key,
  text: { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant },
})

const module = (name: string, parameters: Record<string, unknown> = {}): NewProgram['modules'][number] => ({
  instrument: { name, version: 1 },
  parameters,
  asked: 'always',
  weight: 1,
})

/** A program that asks every kind of question there is; `picture`: the id of one that was uploaded. */
export const everyQuestion = (picture?: string): Partial<NewProgram> => ({
  modules: [
    module('nps'),
    module('csat'),
    module('acsi'),
    module('churn'),
    module('zone-of-tolerance'),
    module('servqual', { allocation: true }),
    module('kano', {
      features: [
        {
          ...entry('one-click', 'ordering with one click', '一键下单', '一鍵下單'),
          description: { en: 'Without a basket.', 'zh-Hans': '无需购物车。', 'zh-Hant': '無需購物車。' },
          ...(picture === undefined ? {} : { picture }),
        },
        entry('night', 'delivery at night', '夜间送货', '夜間送貨'),
      ],
    }),
  ],
  consent: {
    en: 'We keep your answers *without your name*. [More](https://example.org/privacy)',
    'zh-Hans': '我们会**匿名**保存您的回答。',
    'zh-Hant': '我們會**匿名**保存您的回答。',
  },
  attributes: ['region', 'age-band'],
})
