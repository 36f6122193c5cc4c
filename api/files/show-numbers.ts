import { getFormatFromId } from 'numfmt'
import { streamEntry, unpackEntry } from './check-zip.ts'
import { compileNumberFormat, type NumberFormat } from './compile-number-format.ts'
import { xmlTags } from './xml-tags.ts'

const STYLES = 'xl/styles.xml'
/** The styles of a workbook are small; a text longer than this is none that a spreadsheet writes. */
const LONGEST_STYLES = 16 * 1024 * 1024
const AT_ONCE = 256 * 1024

/** How numbers of one format are written. */
export type ShowNumber = (value: number) => string

/**
 * Writes the numbers of one sheet as `showBy` says of their formats, and leaves others as they are. `rows`: the cells of the whole
 * sheet by their places. The library that reads workbooks tells values only; the sheet is gone through once more for the rest.
 */
export async function showNumbers(
  rows: readonly unknown[][],
  { archive, path }: { readonly archive: Buffer; readonly path: string },
  showBy: (format: NumberFormat) => ShowNumber | undefined,
): Promise<void> {
  const shows = (await formatsByStyle(archive)).map((format) =>
    format === undefined ? undefined : showBy(format),
  )
  if (shows.every((show) => show === undefined)) return
  for await (const xml of wholeTags(streamEntry(archive, path, AT_ONCE))) {
    for (const [, attributes = ''] of xml.matchAll(/<(?:\w+:)?c(\s[^<>]{0,500})>/g)) {
      const show = shows[Number(/\ss\s?=\s?["'](\d{1,6})["']/.exec(attributes)?.[1] ?? -1)]
      if (show === undefined) continue
      const [, letters = '', digits] = /\sr\s?=\s?["']([A-Z]{1,3})(\d{1,7})["']/.exec(attributes) ?? []
      const row = rows[Number(digits) - 1]
      const column = columnOf(letters)
      const value = row?.[column]
      if (row !== undefined && typeof value === 'number') row[column] = show(value)
    }
  }
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
    if (!known.has(id)) known.set(id, compileNumberFormat(written.get(id) ?? getFormatFromId(id)))
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

/** No tag cut in two. Tags are ASCII: what else a byte may be part of is of no interest here. */
async function* wholeTags(pieces: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let begun = ''
  for await (const piece of pieces) {
    const text = begun + piece.toString('latin1')
    const cut = text.lastIndexOf('<')
    // A text without a tag for so long holds none that was begun.
    const to = cut <= 0 && text.length > AT_ONCE ? text.length : Math.max(cut, 0)
    if (to > 0) yield text.slice(0, to)
    begun = text.slice(to)
  }
  yield begun
}

/** `A` is 0, `AA` is 26. */
const columnOf = (letters: string) =>
  [...letters].reduce((so, letter) => so * 26 + letter.charCodeAt(0) - 64, 0) - 1
