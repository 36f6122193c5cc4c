import { expect, it } from 'vitest'
import { createJsonbWriter, type JsonbBytes } from '../../../api/db/jsonb-bytes.ts'

const read = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8', 1))
const write = createJsonbWriter()
const taken = (values: readonly unknown[]) => write(values.map((value) => JSON.stringify(value)))

it.each([[[]], [[{}]], [[{ a: 1 }, { b: 'ä 满意 😀 "\\' }, [null, 2.5]]], [['\ud800 alone']]])(
  'writes %j as an array, behind the version',
  (values) => {
    const { bytes, giveBack } = taken(values)
    expect([bytes[0], read(bytes)]).toEqual([1, values])
    giveBack()
  },
)

// Not by `toBe`: the difference of millions of bytes takes an hour to print.
const isSame = (one: JsonbBytes, other: JsonbBytes) => one.bytes.buffer === other.bytes.buffer

it('writes over bytes that were given back, and over no others', () => {
  const first = taken([1, 2])
  const second = taken([{ long: 'x'.repeat(200_000) }])
  first.giveBack()
  const third = taken([3])
  expect(isSame(third, first)).toBe(true)
  expect(isSame(third, second)).toBe(false)
  expect(read(third.bytes)).toEqual([3])
  expect(read(second.bytes)).toEqual([{ long: 'x'.repeat(200_000) }])
  for (const one of [second, third]) one.giveBack()
  const fourth = taken([{ long: 'y'.repeat(250_000) }])
  expect(isSame(fourth, second)).toBe(true)
  fourth.giveBack()
})
