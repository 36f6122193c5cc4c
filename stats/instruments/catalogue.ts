import { acsi } from './acsi.ts'
import { buyingRules } from './buying-rules.ts'
import { ces } from './ces.ts'
import { chinaType } from './china-type.ts'
import { churn } from './churn.ts'
import { competitorRating } from './competitor-rating.ts'
import { complaints } from './complaints.ts'
import { csat } from './csat.ts'
import { deliveredValue } from './delivered-value.ts'
import { eCommercePsychology } from './e-commerce-psychology.ts'
import { ecsiCore } from './ecsi-core.ts'
import { ecsiMobile } from './ecsi-mobile.ts'
import { evangelist } from './evangelist.ts'
import { fourC } from './four-c.ts'
import { fourRights } from './four-rights.ts'
import { gapsManagers } from './gaps-managers.ts'
import { gapsStaff } from './gaps-staff.ts'
import { importancePerformance } from './importance-performance.ts'
import type { Instrument } from './instrument.ts'
import { kano } from './kano.ts'
import { loyalty } from './loyalty.ts'
import { loyaltyBehaviour } from './loyalty-behaviour.ts'
import { ncsb } from './ncsb.ts'
import { nps } from './nps.ts'
import { openQuestions } from './open-questions.ts'
import { priceComparisons } from './price-comparisons.ts'
import { productTraits } from './product-traits.ts'
import { scsb } from './scsb.ts'
import { servperf } from './servperf.ts'
import { servqual } from './servqual.ts'
import { tenWishes } from './ten-wishes.ts'
import { touchpoint } from './touchpoint.ts'
import { twoFactor } from './two-factor.ts'
import { toleranceZone } from './zone-of-tolerance.ts'

/** In the order designers see. Every instrument and version ever published stays here: frozen forms name them. */
export const CATALOGUE: readonly Instrument[] = [
  acsi,
  ecsiMobile,
  ecsiCore,
  scsb,
  ncsb,
  chinaType,
  nps,
  csat,
  ces,
  touchpoint,
  servqual,
  servperf,
  toleranceZone,
  gapsManagers,
  gapsStaff,
  kano,
  twoFactor,
  importancePerformance,
  competitorRating,
  loyalty,
  loyaltyBehaviour,
  evangelist,
  complaints,
  churn,
  deliveredValue,
  priceComparisons,
  productTraits,
  fourC,
  buyingRules,
  tenWishes,
  fourRights,
  eCommercePsychology,
  openQuestions,
]

export function findInstrument(name: string, version: number): Instrument | undefined {
  return CATALOGUE.find((instrument) => instrument.name === name && instrument.version === version)
}
