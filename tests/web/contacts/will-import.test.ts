import { expect, it } from 'vitest'
import { willImport } from '../../../web/contacts/will-import.ts'

it('of a file looked at to its end, what is refused or left as it is does not come in', () => {
  const fates = { add: 2, update: 1, unchanged: 2, skip: 3, reject: 1 }
  expect(willImport({ rows: 9, checked: 9, fates })).toEqual({ exact: true, rows: 3 })
})

it('of a longer file no number is promised but how many rows it has', () => {
  const fates = { add: 990, update: 0, unchanged: 0, skip: 0, reject: 10 }
  expect(willImport({ rows: 60_000, checked: 1000, fates })).toEqual({ exact: false, rows: 60_000 })
})
