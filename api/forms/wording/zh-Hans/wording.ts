import type { Wording } from '../wording.ts'
import { attributes } from './attributes.ts'
import { ecsiMobileItems } from './ecsi-mobile-items.ts'
import { indexItems } from './index-items.ts'
import { constructs, instruments } from './instruments.ts'
import { choices, ends, screens, states } from './labels.ts'

export const zhHans: Wording = {
  items: { ...indexItems, ...ecsiMobileItems },
  helps: {},
  columns: {},
  choices,
  ends,
  states,
  attributes,
  instruments,
  constructs,
  parameters: {},
  screens,
}
