import { mailOf } from './config.ts'
import { startJobs } from './jobs/jobs.ts'
import { createLog } from './log.ts'
import { openInstallation } from './open-installation.ts'
import { runProgram, say } from './run-program.ts'
import { createInvitationLinks } from './services/invitation-links.ts'
import { createPersonMarks } from './services/person-marks.ts'
import { startWorker } from './work.ts'

await runProgram('The worker', async (config) => {
  const log = createLog(config.logLevel)
  const installation = await openInstallation(config, { say, log, owner: false })
  const jobs = await startJobs(installation.databases, log)
  const worker = await startWorker(installation.databases, jobs, config, log, {
    marks: createPersonMarks(installation.secret),
    mail: mailOf(config),
    links: createInvitationLinks(installation.secret),
  })
  say('The worker is waiting for work (Ctrl-C stops it).')
  return async () => {
    await jobs.stop()
    await worker.stop()
    await installation.close()
  }
})
