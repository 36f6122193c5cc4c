import type { ImportRequest } from '../contract/import.ts'
import type { Db } from '../db/database.ts'
import {
  type ImportStanding,
  isIn,
  listStandings,
  shareStandings,
  standInsFor,
  withRelatives,
} from '../db/import-standings.ts'
import { ApiError, notFound } from '../errors.ts'
import { namedInWords } from './named-in-words.ts'

interface NewFile {
  readonly waveId: string
  readonly fileHash: string
}

/** In place of which imports a file comes, as far as that is known before it is read. Throws an ApiError. */
export async function replacedBy(
  db: Db,
  { waveId, fileHash }: NewFile,
  { replaces }: Pick<ImportRequest, 'replaces'>,
): Promise<string[]> {
  await shareStandings(db, waveId)
  return [...replacedAmong(await listStandings(db, waveId), fileHash, replaces)]
}

/**
 * Those that were named; else the same file brought before with other columns, unless something is in its place already.
 * An import that is in cannot be replaced: every person would count twice.
 */
export function replacedAmong(
  all: readonly ImportStanding[],
  fileHash: string,
  asked: readonly string[] | undefined,
): Set<string> {
  for (const id of asked ?? []) {
    const made = all.find((one) => one.id === id)
    if (made === undefined) throw notFound('import')
    if (isIn(made)) {
      const message = `replaces: ${namedInWords(made)} is in; take it back first, or everybody in it would count twice`
      throw new ApiError(409, 'import-in', message)
    }
  }
  const same = all.filter((one) => one.fileHash === fileHash && !isIn(one) && !hasStandIn(all, one))
  return withRelatives(all, asked ?? same.map(({ id }) => id))
}

const hasStandIn = (all: readonly ImportStanding[], { id }: ImportStanding) => standInsFor(all, id).length > 0
