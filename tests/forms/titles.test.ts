import { expect, it } from 'vitest'
import { titleOf } from '../../api/forms/titles.ts'

it.each([
  ['sat1', 'All things considered, how satisfied are you with {brand}?'],
  ['age-band', 'How old are you?'],
  ['loy2', 'loy2'],
])('titles %s', (code, title) => expect(titleOf(code)).toBe(title))
