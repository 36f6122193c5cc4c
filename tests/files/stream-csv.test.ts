import { describe, expect, it } from 'vitest'
import { type StreamBounds, streamCsv } from '../../api/files/stream-csv.ts'

async function read(text: string, bounds: Partial<StreamBounds> = {}) {
  const pieces = (async function* () {
    // A line may be cut anywhere.
    for (let from = 0; from < text.length; from += 7) yield text.slice(from, from + 7)
  })()
  const { columns, delimiter, rows } = await streamCsv(pieces, { rows: 5000, columns: 10, ...bounds })
  const found: [number, ...string[]][] = []
  for await (const { line, cells } of rows) found.push([line, ...cells])
  return { columns, delimiter, rows: found }
}

describe('a table as spreadsheets write it', () => {
  it('columns that have no name and hold nothing are none, also where rows do without their separators', async () => {
    expect(await read('name,,email,,\na,,b,,\nc,,d\n')).toEqual({
      columns: ['name', 'email'],
      delimiter: ',',
      rows: [
        [2, 'a', 'b'],
        [3, 'c', 'd'],
      ],
    })
  })

  it('a stray note makes a column of its own, which no other is called like', async () => {
    const { columns, rows } = await read('name,Column 3,,,\na,b,,,\nc,d,note,,\n')
    expect(columns).toEqual(['name', 'Column 3', 'Column 3 (3)'])
    expect(rows).toEqual([
      [2, 'a', 'b', ''],
      [3, 'c', 'd', 'note'],
    ])
  })

  it('a note far down, or beyond the header, does not fit and is not lost in silence', async () => {
    const many = 'a,,b\n'.repeat(1000)
    const { columns, rows } = await read(`name,,email\n${many}a,note,b\na,,b,x\na,b\n`)
    expect(columns).toEqual(['name', 'email'])
    expect(rows.slice(-4).map((row) => row.slice(1))).toEqual([
      ['a', 'b'],
      ['a', 'note', 'b'],
      ['a', '', 'b', 'x'],
      ['a', 'b', ''],
    ])
  })

  it('empty cells too many are none; too few are filled where that is asked for', async () => {
    const text = 'name,email,city\na,b,c,,\nd,e\n'
    expect((await read(text)).rows).toEqual([
      [2, 'a', 'b', 'c'],
      [3, 'd', 'e'],
    ])
    expect((await read(text, { fillsShortRows: true })).rows[1]).toEqual([3, 'd', 'e', ''])
  })

  it('cells that were kept from being formulas say what they said, the header too', async () => {
    const { columns, rows } = await read("'-9,b\n'=1+1,'@home\n'quoted','\n")
    expect(columns).toEqual(['-9', 'b'])
    expect(rows).toEqual([
      [2, '=1+1', '@home'],
      [3, "'quoted'", "'"],
    ])
  })

  it.each([
    ['sep=;\r\n', ';'],
    ['\uFEFFsep=;\n', ';'],
    ['"sep=;"\n', ';'],
    ['SEP=,\n', ','],
  ])('the line %j says the separator and is no part of it', async (line, delimiter) => {
    const { columns, rows, ...said } = await read(
      `${line}a${delimiter}b|c\n1${delimiter}"2\n3"\n4${delimiter}5\n`,
    )
    expect([said.delimiter, columns]).toEqual([delimiter, ['a', 'b|c']])
    // Lines as people count them.
    expect(rows).toEqual([
      [3, '1', '2\n3'],
      [5, '4', '5'],
    ])
  })
})
