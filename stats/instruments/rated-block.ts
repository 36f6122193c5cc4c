import { rated } from './asked.ts'
import type { Instrument, Item } from './instrument.ts'

/**
 * Parts of what is offered, each rated 1-10, asked in an order drawn for each respondent. `overall` adds satisfaction as
 * a whole in front, for programs in which no other module asks it: then the parts can be ranked by what they do to it.
 */
export function ratedBlock(
  name: string,
  parts: readonly string[],
  { prefix, ends }: { readonly prefix: string; readonly ends: string },
): Pick<Instrument, 'items' | 'derived' | 'constructs' | 'paths' | 'satisfaction' | 'parameters' | 'feeds'> {
  const codes = parts.map((part) => `${prefix}.${part}`)
  const onlyWith = { parameter: 'overall', is: true } as const
  const overall: Item = { ...rated(`${prefix}.overall`, 'satisfied'), onlyWith }
  return {
    items: [overall, ...codes.map((code) => ({ ...rated(code, ends), block: name }))],
    derived: [],
    constructs: [],
    paths: [],
    satisfaction: null,
    parameters: [{ name: 'overall', kind: 'switch', default: false }],
    feeds: [
      {
        method: 'indices.weighted',
        options: { items: codes.map((item) => ({ item, importance: 1 })), min: 1, max: 10 },
      },
      { method: 'drivers', options: { outcome: overall.code, drivers: codes }, onlyWith },
    ],
  }
}
