import { createAccounts } from './accounts.ts'
import { createApp } from './app.ts'
import { type Config, mailOf } from './config.ts'
import { startJobs } from './jobs/jobs.ts'
import { createSendOne } from './jobs/send-one.ts'
import { createLog } from './log.ts'
import { openInstallation } from './open-installation.ts'
import { readPageAssets } from './pages/page-assets.ts'
import { noteRunning, noteStopped, refuseSecondServer } from './running.ts'
import { closeGracefully, listen } from './server.ts'
import { createFormShelf } from './services/frozen-forms.ts'
import { createInvitationLinks } from './services/invitation-links.ts'
import { createPersonMarks } from './services/person-marks.ts'
import { createOpenedCounter } from './services/record-opened.ts'
import { createRecorder } from './services/record-response.ts'
import { createSealer } from './services/sealing.ts'
import { buildWebWhenStale, WEB_FOLDER } from './web-build.ts'
import { startWorker } from './work.ts'
import { allocateYoung } from './young-allocation.ts'

export interface Serving {
  readonly url: string
  stop(): Promise<void>
}

/** Starts everything, says what it does, and returns where it is and how to stop it in order. `web: false`: the API alone. */
export async function serve(
  config: Config,
  say: (sentence: string) => void,
  { web = true }: { web?: boolean } = {},
): Promise<Serving> {
  allocateYoung()
  const log = createLog(config.logLevel)
  await refuseSecondServer(config.dataFolder)
  if (web) await buildWebWhenStale(say)
  const installation = await openInstallation(config, { say, log, owner: true })
  const { databases, secret } = installation
  const jobs = await startJobs(databases, log)
  const door = await listen(config, say).catch(async (error: unknown) => {
    await jobs.stop()
    await installation.close()
    throw error
  })
  const local = `http://${config.host}:${door.port}`
  const publicUrl = (config.publicUrl ?? local).replace(/\/$/, '')
  const accounts = createAccounts(databases.system, { secret, publicUrl })
  const forms = createFormShelf()
  const opened = createOpenedCounter(databases.app, log)
  const links = createInvitationLinks(secret)
  const marks = createPersonMarks(secret)
  const mail = mailOf(config)
  const app = createApp({
    databases,
    accounts,
    jobs,
    log,
    config,
    publicUrl,
    recordResponse: createRecorder(databases.app, forms),
    opened,
    forms,
    sealer: createSealer(secret),
    links,
    marks,
    mail: mail && { ...mail, sendOne: createSendOne(mail) },
    pageAssets: await readPageAssets(web ? WEB_FOLDER : undefined),
    webFolder: web ? WEB_FOLDER : undefined,
  })
  door.open(app.fetch)
  const worker =
    config.worker === 'inside'
      ? await startWorker(databases, jobs, config, log, { marks, mail, links })
      : undefined
  await noteRunning(config.dataFolder, local)

  return {
    url: publicUrl,
    stop: async () => {
      await closeGracefully(door.server)
      await opened.flush()
      await jobs.stop()
      await worker?.stop()
      await installation.close()
      await noteStopped(config.dataFolder)
    },
  }
}
