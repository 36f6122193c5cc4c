import { expect, it } from 'vitest'
import { jsonbArray } from '../../../api/db/jsonb-bytes.ts'

const read = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8', 1))
const taken = (values: readonly unknown[]) => jsonbArray(values.map((value) => JSON.stringify(value)))

it.each([[[]], [[{}]], [[{ a: 1 }, { b: 'ä 满意 😀 "\\' }, [null, 2.5]]], [['\ud800 alone']]])(
  'writes %j as an array, behind the version',
  (values) => {
    const { bytes, giveBack } = taken(values)
    expect([bytes[0], read(bytes)]).toEqual([1, values])
    giveBack()
  },
)

it('writes over bytes that were given back, and over no others', () => {
  const first = taken([1, 2])
  const second = taken([{ long: 'x'.repeat(200_000) }])
  first.giveBack()
  const third = taken([3])
  expect(third.bytes.buffer).toBe(first.bytes.buffer)
  expect(read(third.bytes)).toEqual([3])
  expect(read(second.bytes)).toEqual([{ long: 'x'.repeat(200_000) }])
  for (const one of [second, third]) one.giveBack()
  const fourth = taken([{ long: 'y'.repeat(250_000) }])
  expect(fourth.bytes.buffer).toBe(second.bytes.buffer)
  fourth.giveBack()
})
