export const ABROAD = 'foreign-developed'

/** How many answered, and who they are: too few men of the country, and too few from abroad, to be shown. */
export const FEW_AMONG_MANY = [
  [24, { region: 'local', gender: 'woman' }],
  [20, { region: 'local', gender: 'man' }],
  [30, { region: 'domestic', gender: 'woman' }],
  [3, { region: 'domestic', gender: 'man' }],
  [3, { region: ABROAD, gender: 'woman' }],
] as const
