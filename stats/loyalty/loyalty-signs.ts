/** What loyal customers do; handbook 8.6. */
export const LOYALTY_SIGNS = [
  'buys-more',
  'recommends',
  'immune-to-competitors',
  'forgives-and-reports',
] as const
export type LoyaltySign = (typeof LOYALTY_SIGNS)[number]

/** What customer evangelists do. McConnell & Huba (2002). */
export const EVANGELIST_SIGNS = [
  'buys-and-believes',
  'recommends',
  'gives-as-gift',
  'unsolicited-feedback',
  'forgives',
  'not-bribed',
  'feels-part',
  'suggests-ideas',
] as const
export type EvangelistSign = (typeof EVANGELIST_SIGNS)[number]

/** Level 0 to 4: how many of the four signs were seen; a sign named twice counts once. */
export const loyaltyLevel = (signs: readonly LoyaltySign[]): number =>
  LOYALTY_SIGNS.filter((sign) => signs.includes(sign)).length

/** At least six of the eight signs. */
export const isEvangelist = (signs: readonly EvangelistSign[], atLeast = 6): boolean =>
  EVANGELIST_SIGNS.filter((sign) => signs.includes(sign)).length >= atLeast
