import type { FileEncoding } from '../contract/contact-import.ts'
import { type ContactFile, findFilePart } from '../db/contact-files.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { type CsvStream, type Delimiter, streamCsv } from '../files/stream-csv.ts'
import { decodeText } from '../files/text-encoding.ts'

export const BOUNDS = { rows: 250_000, columns: 100 }

export interface Spelling {
  readonly encoding: FileEncoding
  /** Undefined: the one that the header uses most. */
  readonly delimiter?: Delimiter | undefined
}

export const spellingOf = ({ encoding, delimiter }: ContactFile) => ({
  encoding: encoding as FileEncoding,
  delimiter: delimiter as Delimiter,
})

/** An uploaded file as rows; one part of it at a time is in memory, and no connection is held between parts. */
export const openContactFile = (
  db: Db,
  organisationId: string,
  importId: string,
  { encoding, delimiter }: Spelling,
): Promise<CsvStream> =>
  streamCsv(decodeText(partsOf(db, organisationId, importId), encoding), BOUNDS, delimiter)

async function* partsOf(db: Db, organisationId: string, importId: string): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; position++) {
    const part = await withOrganisation(db, organisationId, (db) => findFilePart(db, importId, position))
    if (part === undefined) return
    yield part
  }
}
