import type { Entry, Settings } from '../../api/forms/read-parameters.ts'
import type { Instrument, Parameter } from '../../stats/instruments/instrument.ts'

export const EXAMPLE_BRANDS: readonly Entry[] = ['Northwind', 'Contoso', 'Fabrikam'].map((name, i) => ({
  key: `01939b5c-8a00-7000-8000-00000000000${i + 1}`,
  text: { en: name, 'zh-Hans': name, 'zh-Hant': name },
}))

const ENTRIES: readonly Entry[] = [
  {
    key: 'one-click',
    text: { en: 'ordering with one click', 'zh-Hans': '一键下单', 'zh-Hant': '一鍵下單' },
  },
  { key: 'night', text: { en: 'delivery at night', 'zh-Hans': '夜间送货', 'zh-Hant': '夜間送貨' } },
  { key: 'returns', text: { en: 'free returns', 'zh-Hans': '免费退货', 'zh-Hant': '免費退貨' } },
  { key: '24h', text: { en: 'help at any hour', 'zh-Hans': '全天客服', 'zh-Hant': '全天客服' } },
]

/** Settings a designer could have made: everything that can be asked, or as little as the instrument allows. */
export function exampleSettings(instrument: Instrument, extent: 'all' | 'least'): Settings {
  const parameters = instrument.parameters ?? []
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, settingOf(parameter, extent)]))
}

function settingOf(parameter: Parameter, extent: 'all' | 'least'): Settings[string] {
  const all = extent === 'all'
  switch (parameter.kind) {
    case 'entries':
      return ENTRIES.slice(0, all ? Math.min(ENTRIES.length, parameter.max) : parameter.min)
    case 'switch':
      return all
    case 'choice':
      return all ? parameter.default : (parameter.of.at(-1) ?? parameter.default)
    case 'subset':
      return all ? parameter.of : parameter.of.slice(0, parameter.min)
    case 'number':
      return all ? parameter.default : parameter.min
  }
}
