import type { NewProgram } from '../api/contract/program.ts'

/** A program that can be published as it is. */
export const newProgram = (over: Partial<NewProgram> = {}): NewProgram => ({
  name: 'Mobile operators',
  purpose: 'Where do we stand?',
  category: { en: 'mobile operator', 'zh-Hans': '移动运营商', 'zh-Hant': '行動電信商' },
  period: { en: '12 months', 'zh-Hans': '12个月', 'zh-Hant': '12個月' },
  modules: [{ instrument: { name: 'ecsi-mobile', version: 1 }, parameters: {}, asked: 'always', weight: 1 }],
  rotating: 0,
  loop: 0,
  consent: {},
  privacy: {},
  thanks: {},
  redirect: null,
  redirectWhen: 'button',
  languages: ['en', 'zh-Hans', 'zh-Hant'],
  brands: [
    { name: 'Ours', own: true },
    { name: 'Theirs', own: false },
  ],
  attributes: ['region'],
  ...over,
})
