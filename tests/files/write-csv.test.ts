import { expect, it } from 'vitest'
import { toSafeCsv, toToolCsv } from '../../api/files/write-csv.ts'

it('for another tool a telephone number is a number; all that could be a formula is not', () => {
  expect(toToolCsv([['+8613800138000', '+1+1', '=1', '-2', '@a', '+49(1)']])).toBe(
    "+8613800138000,'+1+1,'=1,'-2,'@a,'+49(1)\n",
  )
})

it('for a spreadsheet it is text, which keeps its digits', () => {
  expect(toSafeCsv([['+8613800138000', '=1']])).toBe("'+8613800138000,'=1\n")
})
