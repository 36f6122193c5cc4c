import { unpackEntry } from './check-zip.ts'
import { xmlTags } from './xml-tags.ts'

/** A sheet of a workbook. */
export interface SheetPlace {
  readonly name: string
  /** Among all sheets, hidden ones and charts too, from 1. */
  readonly number: number
  /** Of its file in the archive. */
  readonly path: string
}

/** The tables of an XLSX workbook that people see, in the order of their tabs; none where the archive is no workbook. */
export async function listSheets(archive: Buffer): Promise<SheetPlace[]> {
  const sheets = xmlTags(await textOf(archive, 'xl/workbook.xml'), 'sheet')
  const tables = new Map(
    xmlTags(await textOf(archive, 'xl/_rels/workbook.xml.rels'), 'Relationship')
      .filter(({ Type = '' }) => Type.endsWith('/worksheet'))
      .map(({ Id = '', Target = '' }) => [Id, pathOf(Target)]),
  )
  return sheets
    .filter(({ name = '' }) => name !== '')
    .flatMap(({ name = '', state, id = '' }, place) => {
      const path = tables.get(id)
      const isSeen = state !== 'hidden' && state !== 'veryHidden'
      return isSeen && path !== undefined ? [{ name, number: place + 1, path }] : []
    })
}

const pathOf = (target: string) => (target.startsWith('/') ? target.slice(1) : `xl/${target}`)

const textOf = async (archive: Buffer, path: string) =>
  (await unpackEntry(archive, path))?.toString('utf8') ?? ''
