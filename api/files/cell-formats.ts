import { unpackEntry } from './check-zip.ts'
import { compileNumberFormat, type NumberFormat } from './compile-number-format.ts'
import { xmlTags } from './xml-tags.ts'

/** The format of a number by its place, row and column from 0; undefined where it is shown as it is. */
export type CellFormats = (row: number, column: number) => NumberFormat | undefined

/** Formats that have a number and no text in the file; ECMA-376 part 1, 18.8.30. */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  37: '#,##0 ;(#,##0)',
  38: '#,##0 ;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
}
const STYLES = 'xl/styles.xml'
/** The styles of a workbook are small; a text longer than this is none that a spreadsheet writes. */
const LONGEST_STYLES = 16 * 1024 * 1024
const AT_ONCE = 1024 * 1024

/** How the numbers of one sheet are shown, as far as it `isWanted`. The library that reads workbooks tells their values only. */
export async function cellFormats(
  archive: Buffer,
  path: string,
  isWanted: (format: NumberFormat) => boolean,
): Promise<CellFormats> {
  const formats = (await formatsByStyle(archive)).map((format) =>
    format !== undefined && isWanted(format) ? format : undefined,
  )
  if (formats.every((format) => format === undefined)) return () => undefined
  const sheet = await unpackEntry(archive, path)
  const rows: number[][] = []
  for (const xml of piecesOf(sheet ?? Buffer.alloc(0))) {
    for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?c(\s[^<>]{0,500})>/g)) {
      const style = Number(/\ss\s?=\s?["'](\d{1,6})["']/.exec(attributes)?.[1] ?? -1)
      if (formats[style] === undefined) continue
      const [, letters, digits] = /\sr\s?=\s?["']([A-Z]{1,3})(\d{1,7})["']/.exec(attributes) ?? []
      if (letters === undefined) continue
      const row = rows[Number(digits) - 1] ?? []
      row[columnOf(letters)] = style
      rows[Number(digits) - 1] = row
    }
  }
  return (row, column) => formats[rows[row]?.[column] ?? -1]
}

/** By the number of the style that cells name. */
async function formatsByStyle(archive: Buffer): Promise<(NumberFormat | undefined)[]> {
  const bytes = await unpackEntry(archive, STYLES)
  if (bytes === undefined || bytes.length > LONGEST_STYLES) return []
  const xml = bytes.toString('utf8')
  const written = new Map(
    xmlTags(xml, 'numFmt').map(({ numFmtId, formatCode = '' }) => [Number(numFmtId), formatCode]),
  )
  const known = new Map<number, NumberFormat | undefined>()
  const formatOf = (id: number) => {
    const text = written.get(id) ?? BUILT_IN[id]
    if (!known.has(id)) known.set(id, text === undefined ? undefined : compileNumberFormat(text))
    return known.get(id)
  }
  const inherited = xmlTags(between(xml, 'cellStyleXfs'), 'xf')
  return xmlTags(between(xml, 'cellXfs'), 'xf').map(({ numFmtId, xfId }) =>
    formatOf(Number(numFmtId ?? inherited[Number(xfId)]?.['numFmtId'] ?? 0)),
  )
}

/** What stands inside the one element of this name. */
function between(xml: string, name: string): string {
  const [, prefix = ''] = new RegExp(`<(\\w{0,20}:)?${name}[\\s>]`).exec(xml) ?? []
  const from = xml.indexOf(`<${prefix}${name}`)
  const to = xml.indexOf(`</${prefix}${name}>`, from)
  return from === -1 || to === -1 ? '' : xml.slice(from, to)
}

/** Some at a time, no tag cut in two. Tags are ASCII: what else a byte may be part of is of no interest here. */
function* piecesOf(bytes: Buffer): Generator<string> {
  for (let from = 0; from < bytes.length; ) {
    const end = from + AT_ONCE
    const cut = end >= bytes.length ? bytes.length : bytes.lastIndexOf('<', end)
    const to = cut > from ? cut : Math.min(end, bytes.length)
    yield bytes.toString('latin1', from, to)
    from = to
  }
}

/** `A` is 0, `AA` is 26. */
const columnOf = (letters: string) =>
  [...letters].reduce((so, letter) => so * 26 + letter.charCodeAt(0) - 64, 0) - 1
