import type { CollectorChange } from '../contract/wave.ts'
import { type CollectorRow, findCollector, listCollectors, updateCollector } from '../db/collectors.ts'
import type { Db } from '../db/database.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { notFound } from '../errors.ts'

/** Says which sites may show a link's pages in a frame. Throws an ApiError 404 for what is no open link. */
export async function changeCollector(
  db: Db,
  organisationId: string,
  collectorId: string,
  change: CollectorChange,
): Promise<CollectorRow & { responses: number }> {
  return withOrganisation(db, organisationId, async (db) => {
    const collector = await findCollector(db, collectorId)
    if (collector === undefined || collector.kind !== 'open-link') throw notFound('collector')
    await updateCollector(db, collectorId, change)
    const changed = (await listCollectors(db, collector.waveId)).find(({ id }) => id === collectorId)
    if (changed === undefined) throw notFound('collector')
    return changed
  })
}
