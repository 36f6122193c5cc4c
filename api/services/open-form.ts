import type { Language } from '../contract/common.ts'
import type { OpenForm } from '../contract/response.ts'
import { findCollectorByKey } from '../db/collectors.ts'
import type { Db } from '../db/database.ts'
import { findForm } from '../db/forms.ts'
import { findProgram } from '../db/programs.ts'
import { findOrganisationOfCollector, withOrganisation } from '../db/tenancy.ts'
import { findFieldwork } from '../db/waves.ts'

/** What a link leads to, for somebody who only has the link; undefined when it leads nowhere. */
export async function findOpenForm(db: Db, key: string): Promise<OpenForm | undefined> {
  const organisationId = await findOrganisationOfCollector(db, key)
  if (organisationId === undefined) return undefined
  return withOrganisation(db, organisationId, async (db) => {
    const collector = await findCollectorByKey(db, key)
    if (collector === undefined || collector.kind !== 'open-link') return undefined
    const wave = await findFieldwork(db, collector.waveId)
    const program = await findProgram(db, collector.programId)
    const form = wave === undefined ? undefined : await findForm(db, wave.formId)
    if (wave === undefined || program === undefined || form === undefined) return undefined
    return {
      state: wave.state,
      program: program.name,
      formNumber: form.number,
      languages: form.languages as Language[],
      minutes: form.minutes,
      brands: program.brands.map(({ id, name }) => ({ id, name })),
      brandId: collector.brandId,
      survey: wave.state === 'open' ? form.survey : null,
    }
  })
}
