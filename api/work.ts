import type { Config, MailSettings } from './config.ts'
import type { Databases } from './db/database.ts'
import { importContacts } from './jobs/import-contacts.ts'
import { importInterviews } from './jobs/import-interviews.ts'
import type { Jobs } from './jobs/jobs.ts'
import { keepLookingAfterFieldwork } from './jobs/look-after-fieldwork.ts'
import { keepJournals } from './jobs/mail-journal.ts'
import { moveImportOf } from './jobs/move-import.ts'
import { createResamplingPool } from './jobs/resampling-pool.ts'
import { runAnalysis } from './jobs/run-analysis.ts'
import { startMailing } from './jobs/start-mailing.ts'
import type { Log } from './log.ts'
import type { InvitationLinks } from './services/invitation-links.ts'
import { loadDemo } from './services/load-demo.ts'
import type { PersonMarks } from './services/person-marks.ts'

interface WorkerOptions {
  readonly marks: PersonMarks
  readonly mail?: MailSettings | undefined
  readonly links?: InvitationLinks
  /** Milliseconds between two rounds of looking after the fieldwork; a minute unless told. */
  readonly lookAfterMs?: number
}

/** Does the work of every queue until stopped. */
export async function startWorker(
  databases: Databases,
  jobs: Jobs,
  config: Pick<Config, 'threads'>,
  log: Log,
  { marks, mail, links, lookAfterMs }: WorkerOptions,
) {
  const pool = createResamplingPool(config.threads)
  await jobs.work('run-analysis', (work) => runAnalysis({ db: databases.app, pool, log }, work))
  await jobs.work('load-demo', ({ organisationId, programId }) =>
    loadDemo(databases.app, organisationId, programId),
  )
  await jobs.work('import-interviews', (work, signal) =>
    importInterviews({ db: databases.app, marks, log }, work, signal),
  )
  await jobs.work('move-import', (work, signal) => moveImportOf({ db: databases.app, log }, work, signal))
  await jobs.work('import-contacts', (work) => importContacts({ db: databases.app, marks, log }, work))
  const fieldwork = keepLookingAfterFieldwork(databases, log, lookAfterMs)
  const mailing =
    mail === undefined || links === undefined
      ? undefined
      : await startMailing(
          { db: databases.app, mail, links, journals: keepJournals(mail.journalFolder), log },
          jobs,
        )
  return {
    stop: async () => {
      mailing?.stop()
      await fieldwork.stop()
      await pool.stop()
    },
  }
}
