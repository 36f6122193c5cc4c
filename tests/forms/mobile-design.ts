import type { FormDesign } from '../../api/forms/build-form.ts'

/** A program as a designer would make it. */
export const mobileDesign: FormDesign = {
  name: 'Mobile operators',
  category: { en: 'mobile operator', 'zh-Hans': '移动运营商', 'zh-Hant': '行動電信業者' },
  period: { en: '12 months', 'zh-Hans': '12个月', 'zh-Hant': '12個月' },
  languages: ['en', 'zh-Hans', 'zh-Hant'],
  brands: [
    { id: '01939b5c-8a00-7000-8000-000000000001', name: 'Northwind' },
    { id: '01939b5c-8a00-7000-8000-000000000002', name: 'Contoso' },
  ],
  modules: [{ instrument: { name: 'ecsi-mobile', version: 1 } }],
  attributes: ['region', 'age-band'],
}
