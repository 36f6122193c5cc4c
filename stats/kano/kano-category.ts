/** The five answers in the order they are shown; in observations they are coded 1 to 5. */
export const KANO_ANSWERS = ['like', 'must-be', 'neutral', 'live-with', 'dislike'] as const
export type KanoAnswer = (typeof KANO_ANSWERS)[number]

/** In the order that settles ties: M > O > A > I, then the two that classify nothing. */
export const KANO_CATEGORIES = [
  'must-be',
  'one-dimensional',
  'attractive',
  'indifferent',
  'reverse',
  'questionable',
] as const
export type KanoCategory = (typeof KANO_CATEGORIES)[number]

/** Berger et al. (1993), or Pouliot (1993), for whom the two contradictory "either way" answers are questionable too. */
export const KANO_TABLES = ['berger', 'pouliot'] as const
export type KanoTable = (typeof KANO_TABLES)[number]

/** How one respondent feels with the attribute and without it. */
export interface KanoPair {
  readonly functional: KanoAnswer
  readonly dysfunctional: KanoAnswer
}

/** The cell of the evaluation table. Handbook 4.3. */
export function kanoCategory(
  { functional, dysfunctional }: KanoPair,
  table: KanoTable = 'berger',
): KanoCategory {
  const likes = functional === 'like'
  const dislikesAbsence = dysfunctional === 'dislike'

  if (functional === dysfunctional && (likes || dislikesAbsence)) return 'questionable'
  if (table === 'pouliot' && contradicts(functional, dysfunctional)) return 'questionable'
  if (dysfunctional === 'like' || functional === 'dislike') return 'reverse'
  if (likes) return dislikesAbsence ? 'one-dimensional' : 'attractive'
  return dislikesAbsence ? 'must-be' : 'indifferent'
}

/** The same strong statement about presence and absence, other than "I do not mind". */
const contradicts = (functional: KanoAnswer, dysfunctional: KanoAnswer): boolean =>
  functional === dysfunctional && functional !== 'neutral'
