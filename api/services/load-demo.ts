import { compileCodeBook } from '../../stats/coding/code-answers.ts'
import type { CodeBook } from '../../stats/coding/code-book.ts'
import type { Accounts } from '../accounts.ts'
import { canonicalJson, sha256 } from '../canonical-json.ts'
import type { DemoProgress } from '../contract/account.ts'
import type { Wave } from '../contract/wave.ts'
import { listCollectors } from '../db/collectors.ts'
import { findProgramCount } from '../db/counts.ts'
import type { Databases, Db } from '../db/database.ts'
import { findNewestForm } from '../db/forms.ts'
import { packObservation } from '../db/observations.ts'
import { findDemoProgram, findProgram, lockDemo } from '../db/programs.ts'
import { insertResponses, type NewResponse } from '../db/responses.ts'
import { withOrganisation } from '../db/tenancy.ts'
import { listWaves } from '../db/waves.ts'
import { demoProgram, demoWaves } from '../demo/program.ts'
import { type DemoRespondent, demoRespondents } from '../demo/respondents.ts'
import { ApiError, notFound } from '../errors.ts'
import { randomWord, uuidOf } from '../ids.ts'
import type { Jobs } from '../jobs/jobs.ts'
import { createWave } from './change-wave.ts'
import { createCollector } from './create-collector.ts'
import { createFirstOwner } from './create-owner.ts'
import { createProgram } from './create-program.ts'
import { publishProgram } from './publish-program.ts'

export const DEMO_RESPONDENTS = 6000
const AT_ONCE = 500
const DEMO_EMAIL = 'demo@manyi.example'

/** On an empty installation: an account to look around with, whose password is said once. */
export async function createDemoOwner(databases: Pick<Databases, 'system'>, accounts: Accounts) {
  const account = { email: DEMO_EMAIL, password: randomWord(14) }
  const { organisationId } = await createFirstOwner(databases.system, accounts, {
    ...account,
    name: 'Demo',
    organisation: 'Demo',
  })
  return { account, organisationId }
}

/** The demo program, published, with its waves and links; its respondents follow in the background. */
export async function startDemo(db: Db, jobs: Jobs, organisationId: string): Promise<string> {
  return withOrganisation(db, organisationId, async (db) => {
    const programId = await takeDemoProgram(db, organisationId)
    await jobs.send(db, 'load-demo', { organisationId, programId })
    return programId
  })
}

/** Asked for again, the demo is the one that is there; loading it adds only what is missing. */
export async function takeDemoProgram(db: Db, organisationId: string): Promise<string> {
  return withOrganisation(db, organisationId, async (db) => {
    await lockDemo(db, organisationId)
    return (await findDemoProgram(db)) ?? makeDemoProgram(db, organisationId)
  })
}

/** In one transaction: half a demo could be neither finished nor removed. */
async function makeDemoProgram(db: Db, organisationId: string): Promise<string> {
  const program = await createProgram(db, organisationId, demoProgram(), { isDemo: true })
  await publishProgram(db, organisationId, program.id)
  for (const wave of demoWaves(new Date().toISOString().slice(0, 10))) {
    const made = await createWave(db, organisationId, program.id, wave)
    await createCollector(db, organisationId, made.id, null)
  }
  return program.id
}

/** Loads what is still missing of the demo's respondents, in the order in which they answered. */
export async function loadDemo(
  db: Db,
  organisationId: string,
  programId: string,
  onProgress: (loaded: number, total: number) => void = () => undefined,
): Promise<void> {
  const inTenant = <T>(work: (db: Db) => Promise<T>) => withOrganisation(db, organisationId, work)
  const ready = await inTenant(async (db) => {
    const program = await findProgram(db, programId)
    const form = await findNewestForm(db, programId)
    if (program === undefined || form === undefined) throw notFound('demo program')
    const waves = await listWaves(db, programId)
    const collectors = await Promise.all(
      waves.map(async (wave) => (await listCollectors(db, wave.id))[0]?.id),
    )
    return { program, form, waves, collectors }
  })
  const code = compileCodeBook(ready.form.codeBook as unknown as CodeBook)
  const respondents = [...demoRespondents({ count: DEMO_RESPONDENTS })]
  for (let from = 0; from < respondents.length; from += AT_ONCE) {
    const responses = respondents.slice(from, from + AT_ONCE).map((respondent, i): NewResponse => {
      const wave = ready.waves[respondent.wave]
      const brand = ready.program.brands[respondent.brand]
      if (wave === undefined || brand === undefined) throw notFound('demo wave')
      const coded = code(respondent.answers)
      if (!coded.ok) {
        throw new ApiError(422, 'not-codable', `demo respondent ${from + i}: ${coded.problems[0]?.message}`)
      }
      const receivedAt = arrival(wave, respondent)
      return {
        id: uuidOf('demo', programId, String(from + i)),
        programId,
        waveId: wave.id,
        formId: wave.formId,
        collectorId: ready.collectors[respondent.wave] ?? wave.id,
        brandId: brand.id,
        language: respondent.language,
        answers: respondent.answers,
        bodyHash: sha256(canonicalJson(respondent.answers)),
        startedAt: null,
        receivedAt,
        observations: [
          {
            brandId: brand.id,
            ...packObservation(coded.observation),
            weight: null,
          },
        ],
      }
    })
    await inTenant((db) => insertResponses(db, organisationId, responses))
    onProgress(Math.min(from + AT_ONCE, respondents.length), respondents.length)
  }
}

/** Within the wave's days and never in the future. */
function arrival(wave: Wave, { day, secondOfDay }: DemoRespondent): string {
  const at = Date.parse(`${wave.opensOn}T00:00:00Z`) + (day * 86_400 + secondOfDay) * 1000
  const last = Math.min(Date.parse(`${wave.closesOn}T23:59:59Z`), Date.now())
  return new Date(Math.min(at, last)).toISOString()
}

export async function findDemoProgress(db: Db, organisationId: string): Promise<DemoProgress> {
  return withOrganisation(db, organisationId, async (db) => {
    const programId = await findDemoProgram(db)
    if (programId === undefined) return { state: 'none', programId: null, loaded: 0, total: DEMO_RESPONDENTS }
    const loaded = Math.min((await findProgramCount(db, programId)).counted, DEMO_RESPONDENTS)
    const state = loaded >= DEMO_RESPONDENTS ? 'ready' : 'loading'
    return { state, programId, loaded, total: DEMO_RESPONDENTS }
  })
}
