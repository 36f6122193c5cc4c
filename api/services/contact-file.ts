import type { FileEncoding } from '../contract/table-file.ts'
import type { ContactFile } from '../db/contact-files.ts'
import type { Db } from '../db/database.ts'
import { type CsvStream, type Delimiter, streamCsv } from '../files/stream-csv.ts'
import { decodeText } from '../files/text-encoding.ts'
import { keptParts } from './kept-parts.ts'

/** A contact that lost a cell is seen by its address; cells missing at the end are taken as empty. */
export const BOUNDS = { rows: 250_000, columns: 100, fillsShortRows: true }

export interface Spelling {
  readonly encoding: FileEncoding
  /** Undefined: the one that the header uses most. */
  readonly delimiter?: Delimiter | undefined
}

export const spellingOf = ({ encoding, delimiter }: ContactFile) => ({
  encoding: encoding as FileEncoding,
  delimiter: delimiter as Delimiter,
})

/** An uploaded file as rows, which are read as they are asked for. */
export const openContactFile = (
  db: Db,
  organisationId: string,
  importId: string,
  { encoding, delimiter }: Spelling,
): Promise<CsvStream> =>
  streamCsv(
    decodeText(keptParts(db, organisationId, { of: 'contacts', id: importId }), encoding),
    BOUNDS,
    delimiter,
  )

/** A file that is looked at, as it was recognised, or as somebody chose. In another encoding its separator is looked for anew. */
export async function openDraft(
  db: Db,
  organisationId: string,
  file: ContactFile,
  chosen: { readonly encoding?: FileEncoding | undefined; readonly delimiter?: Delimiter | undefined },
): Promise<CsvStream & Pick<Spelling, 'encoding'>> {
  const kept = spellingOf(file)
  const encoding = chosen.encoding ?? kept.encoding
  const delimiter = chosen.delimiter ?? (encoding === kept.encoding ? kept.delimiter : undefined)
  return { ...(await openContactFile(db, organisationId, file.id, { encoding, delimiter })), encoding }
}
