import { describe, expect, it } from 'vitest'
import { jsonbList } from '../../../api/db/jsonb-list.ts'

const textOf = (entries: readonly string[]) => {
  const list = jsonbList(entries.map((entry) => Buffer.from(entry)))
  expect(list[0]).toBe(1)
  return list.toString('utf8', 1)
}

describe('a list of JSON', () => {
  it.each([
    [[], '[]'],
    [[''], '[]'],
    [['{"a":1}'], '[{"a":1}]'],
    [['{"a":"很好"}', '', '1,2', ''], '[{"a":"很好"},1,2]'],
  ])('of %j is %s', (entries, expected) => expect(textOf(entries)).toBe(expected))
})
