import type { Import } from '../contract/import.ts'
import type { TakingBack } from '../contract/taking-back.ts'
import { insertAudit } from '../db/audit.ts'
import type { Db } from '../db/database.ts'
import { isIn, listStandings, lockStandings, rivalsOf } from '../db/import-standings.ts'
import { countImported, findSharing } from '../db/imported-interviews.ts'
import { findImport } from '../db/imports.ts'
import { lockImport, updateDecided, updateMoveFailure } from '../db/taken-back.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { ApiError, notFound } from '../errors.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { moveImport } from './move-import.ts'
import { namedInWords } from './named-in-words.ts'
import { type Caller, effectOfTakingBack } from './preview-taking-back.ts'

/** Moved within the request, by whoever asked for it; more go on in the background. */
const AT_ONCE = 3000

/**
 * Takes every interview of an import out of all numbers, counts and quotas, or lets them in again: reversible, with a
 * reason, and one line of audit for the act with the index before and after (handbook 16.1). Raw answers stay as they are,
 * and so does what somebody decided about one of them before. Asked for once more where it stopped on the way, it goes
 * on. Throws 404; 409 with what is in the way.
 */
export async function takeBackImport(
  { db, jobs }: { db: Db; jobs: Jobs },
  caller: Caller,
  importId: string,
  decision: TakingBack,
): Promise<Import> {
  const { organisationId } = caller
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  // Refused before the index is computed, and once more when nobody else can decide anything meanwhile.
  await inTenant((db) => check(db, importId, decision))
  const effect = await effectOfTakingBack(db, organisationId, importId, decision)
  const toMove = await inTenant(async (db) => {
    const isOn = await check(db, importId, decision)
    if (isOn) await updateMoveFailure(db, importId, null)
    else await decide(db, caller, importId, { ...decision, effect: effect.brands })
    const work = { organisationId, importId }
    if (!(await jobs.has(db, 'move-import', work))) await jobs.send(db, 'move-import', work)
    return (await lockImport(db, importId))?.toMove ?? 0
  })
  if (toMove <= AT_ONCE) await moveImport(db, organisationId, importId, { patient: false })
  return inTenant(async (db) => there(await findImport(db, importId)))
}

async function decide(
  db: Db,
  { organisationId, userId }: Caller,
  importId: string,
  { takenBack, reason, note, effect }: TakingBack & { effect: unknown },
): Promise<void> {
  const { interviews } = await countImported(db, importId)
  const standing = takenBack ? 'leaving' : 'returning'
  await updateDecided(db, importId, { standing, reason, note, by: userId, toMove: interviews })
  await insertAudit(db, organisationId, {
    actorId: userId,
    action: takenBack ? 'import-taken-back' : 'import-let-in',
    subjectKind: 'import',
    subjectId: importId,
    detail: { reason, note, interviews, effect },
  })
}

/** Throws what is in the way of this decision. True when it was taken before and stopped on the way: then it goes on. */
async function check(
  db: Db,
  importId: string,
  { takenBack }: Pick<TakingBack, 'takenBack'>,
): Promise<boolean> {
  const found = await findImport(db, importId)
  if (found === undefined) throw notFound('import')
  await lockStandings(db, found.waveId)
  const made = await lockImport(db, importId)
  if (made === undefined) throw notFound('import')
  const name = namedInWords(made)
  const refuse = (code: string, message: string) => new ApiError(409, code, message)
  if (made.state === 'queued' || made.state === 'running') {
    throw refuse('importing', `${name} is still being imported; stop it first, or wait until it is done`)
  }
  if (made.moveFailure !== null && made.standing === (takenBack ? 'leaving' : 'returning')) return true
  if (made.standing === 'leaving' || made.standing === 'returning') {
    const now = made.standing === 'leaving' ? 'being taken back' : 'being let in again'
    throw refuse('moving', `${name} is ${now} at this moment; wait until that is done`)
  }
  if (takenBack) {
    if (!made.traced) {
      const why =
        'came before it was kept which interviews a file brought, and cannot be taken back as a whole'
      throw refuse(
        'untraced',
        `${name} ${why}; interviews can be left out one by one under answers to review`,
      )
    }
    if (made.standing === 'out') throw refuse('taken-back', `${name} is taken back already`)
    if ((await countImported(db, importId)).interviews === 0)
      throw refuse('nothing', `${name}: no interview that it added is here`)
    return false
  }
  if (isIn(made)) throw refuse('let-in', `${name} is in already`)
  const all = await listStandings(db, made.waveId)
  const sharing = await findSharing(db, importId)
  const rival = rivalsOf(all, importId)[0] ?? all.find(({ id }) => id === sharing)
  if (rival !== undefined) {
    const message = `${namedInWords(rival)} came in the place of ${name}; take that one back first, or people would count twice`
    throw refuse('replaced', message)
  }
  return false
}

function there(found: Import | undefined): Import {
  if (found === undefined) throw notFound('import')
  return found
}
