import { joinFamilies } from '../join-families.ts'
import type { Wording } from '../wording.ts'
import { attributes } from './attributes.ts'
import { buyingAttributes } from './buying-attributes.ts'
import { competitors } from './competitors.ts'
import { complaints } from './complaints.ts'
import { ecsiMobileItems } from './ecsi-mobile-items.ts'
import { features } from './features.ts'
import { indexItems } from './index-items.ts'
import { constructs, instruments, parameters } from './instruments.ts'
import { choices, ends, screens, states } from './labels.ts'
import { loyalty } from './loyalty.ts'
import { openQuestions } from './open-questions.ts'
import { providerGaps } from './provider-gaps.ts'
import { serviceQuality } from './service-quality.ts'
import { simpleIndices } from './simple-indices.ts'
import { valueBlocks } from './value-blocks.ts'

const index = {
  items: { ...indexItems, ...ecsiMobileItems },
  choices,
  ends,
  instruments,
  constructs,
  parameters,
}

export const en: Wording = {
  ...joinFamilies([
    index,
    simpleIndices,
    serviceQuality,
    loyalty,
    providerGaps,
    complaints,
    features,
    competitors,
    valueBlocks,
    openQuestions,
  ]),
  states,
  attributes: { ...attributes, ...buyingAttributes },
  screens,
}
