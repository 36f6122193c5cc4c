import { describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { readWorkbook } from '../../api/files/read-workbook.ts'

interface Typed {
  readonly value: string | number | Date
  readonly type?: unknown
  readonly format?: string
}
type Cell = string | number | Typed | null

const cellOf = (cell: Cell) =>
  cell === null || typeof cell === 'object'
    ? cell
    : { value: cell, type: typeof cell === 'number' ? Number : String }
const shaped = (value: number, format: string): Typed => ({ value, type: Number, format })

const workbook = (sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>): Promise<Buffer> =>
  writeExcelFile(
    Object.entries(sheets).map(([sheet, rows]) => ({
      sheet,
      data: rows.map((row) => row.map(cellOf)),
    })) as never,
  ).toBuffer()

const read = async (file: Buffer, options = {}) => readWorkbook(file, { mostRows: 1000, ...options })

describe('a sheet of a workbook', () => {
  const people = [
    ['number', 'postcode', 'spent', 'share', 'since', 'note'],
    [
      shaped(42, '"C-"00000'),
      shaped(1067, '00000'),
      shaped(1234.5, '#,##0.00'),
      shaped(0.29, '0%'),
      { value: new Date('2026-03-01T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
      7,
    ],
    [null, shaped(99423, '00000'), shaped(3, '0.00'), shaped(1, '0%'), null, 'x & y'],
  ] as const

  it('reads as people see it, zeros in front and all', async () => {
    const { rows } = await read(await workbook({ People: people }), { amounts: 'shown' })
    expect(rows).toEqual([
      ['number', 'postcode', 'spent', 'share', 'since', 'note'],
      ['C-00042', '01067', '1,234.50', '29%', '2026-03-01', '7'],
      ['', '99423', '3.00', '100%', '', 'x & y'],
    ])
  })

  it('keeps numbers exact for whoever calculates, and those that name something as they are called', async () => {
    const { rows } = await read(await workbook({ People: people }))
    expect(rows.slice(1)).toEqual([
      ['C-00042', '01067', '1234.5', '29%', '2026-03-01', '7'],
      ['', '99423', '3', '100%', '', 'x & y'],
    ])
  })

  it('says per cent as such, and not rounded: 10 % is no tenth of one', async () => {
    const file = await workbook({ A: [['cut'], ...[0.1, -0.07, 0.125, 0].map((of) => [shaped(of, '0%')])] })
    expect((await read(file)).rows.slice(1).flat()).toEqual(['10%', '-7%', '12.5%', '0%'])
  })

  it('keeps the formats in their places, in a sheet of many rows and columns with gaps', async () => {
    const wide = Array.from({ length: 900 }, (_, row) =>
      Array.from({ length: 60 }, (_, column) =>
        (row + column) % 3 === 0 ? null : column % 2 === 0 ? shaped(row, '0000') : row,
      ),
    )
    const { rows } = await read(
      await workbook({ Wide: [Array.from({ length: 60 }, (_, i) => `c${i}`), ...wide] }),
    )
    expect(rows[801]?.slice(0, 4)).toEqual(
      ['0800', '', '0800', '800'].map((text, i) => ((800 + i) % 3 === 0 ? '' : text)),
    )
    for (const [i, row] of rows.slice(1).entries()) {
      for (const [j, text] of row.entries()) {
        const digits = j % 2 === 0 ? String(i).padStart(4, '0') : String(i)
        expect(text).toBe((i + j) % 3 === 0 ? '' : digits)
      }
    }
  })

  it('is the first with something in it, or the one asked for; the others are named', async () => {
    const file = await workbook({ 'Read me': [], 'Kunden "2026" & mehr': [['a'], [1]], 客户: [['b'], [2]] })
    expect(await read(file)).toEqual({
      rows: [['a'], ['1']],
      sheet: { name: 'Kunden "2026" & mehr', others: ['Read me', '客户'] },
    })
    expect(await read(file, { sheet: '客户' })).toEqual({
      rows: [['b'], ['2']],
      sheet: { name: '客户', others: ['Read me', 'Kunden "2026" & mehr'] },
    })
    await expect(read(file, { sheet: 'Gone' })).rejects.toMatchObject({
      status: 422,
      message: 'file: has no sheet "Gone"; it has "Read me", "Kunden "2026" & mehr", "客户"',
    })
    await expect(read(file, { sheet: 'Read me' })).rejects.toMatchObject({
      status: 422,
      message: 'file: is empty; the first row must name the columns',
    })
  })
})
