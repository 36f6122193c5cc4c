import type { ImportPreview, RejectedRow } from '../contract/import.ts'
import type { Db } from '../db/database.ts'
import { asNamed, isIn, listStandings, standInsFor } from '../db/import-standings.ts'
import { findKnown, type NamedInterview } from './known-interviews.ts'
import { placeInterviews } from './place-interviews.ts'
import { replacedAmong } from './replaced-imports.ts'

export interface PreviewedPlaces extends Pick<ImportPreview, 'known' | 'before' | 'takenBack'> {
  readonly refused: readonly RejectedRow[]
}

interface PreviewedFile {
  readonly waveId: string
  readonly idColumn: string
  readonly fileHash: string
  /** The imports that it was said to replace. */
  readonly asked: readonly string[] | undefined
}

/** What is here already of some interviews, and what was and has been taken back; nothing is changed. */
export async function previewPlaces(
  db: Db,
  interviews: readonly NamedInterview[],
  { waveId, idColumn, fileHash, asked }: PreviewedFile,
): Promise<PreviewedPlaces> {
  const all = await listStandings(db, waveId)
  const replaces = replacedAmong(all, fileHash, asked)
  const where = { waveId, idColumn, replaces: [...replaces] }
  const { placed, refused, takenBack, replaced } = await placeInterviews(db, interviews, where)
  const { known, changed, before, erased } = await findKnown(db, placed, where)
  return {
    known,
    before: [...before],
    refused: [...refused, ...changed, ...erased],
    takenBack: all
      .filter((one) => !isIn(one))
      .map((one) => ({
        ...asNamed(one),
        interviews: takenBack.get(one.id) ?? 0,
        replacedBy: standInsFor(all, one.id).map(asNamed)[0] ?? null,
        replaced: replaces.has(one.id) || replaced.has(one.id),
      })),
  }
}
