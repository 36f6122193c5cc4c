import type { Feed } from './instrument.ts'

/** How many named each choice of a list where several may be named: 0 or 1 each, so the mean is the share. */
export const sharesOf = (
  code: string,
  choices: readonly string[],
  where: Pick<Feed, 'onlyWith'> = {},
): readonly Feed[] =>
  choices.map((choice) => ({ method: 'describe', options: { item: `${code}.${choice}` }, ...where }))
