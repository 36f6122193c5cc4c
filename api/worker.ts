import { loadEnvFile } from 'node:process'
import { readConfig } from './config.ts'
import { startJobs } from './jobs/jobs.ts'
import { createLog } from './log.ts'
import { openInstallation } from './open-installation.ts'
import { untilStopped } from './until-stopped.ts'
import { startWorker } from './work.ts'

const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

try {
  loadEnvFile()
} catch {
  // No .env file: the defaults are enough.
}

try {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const installation = await openInstallation(config, { say, log, owner: false })
  const jobs = await startJobs(installation.databases, log)
  const worker = await startWorker(installation.databases, jobs, config, log)
  untilStopped(async () => {
    await jobs.stop()
    await worker.stop()
    await installation.close()
  }, say)
  say('The worker is waiting for work (Ctrl-C stops it).')
} catch (error) {
  process.stderr.write(
    `The worker did not start: ${error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exit(1)
}
