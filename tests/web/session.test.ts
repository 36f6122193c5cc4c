import { expect, it } from 'vitest'
import { may } from '../../web/session.ts'

it.each([
  ['viewer', 'viewer', true],
  ['viewer', 'analyst', false],
  ['analyst', 'designer', false],
  ['designer', 'analyst', true],
  ['designer', 'owner', false],
  ['owner', 'designer', true],
  [null, 'viewer', false],
] as const)('%s may do what a %s may: %s', (role, needed, expected) => {
  expect(may(role, needed)).toBe(expected)
})
