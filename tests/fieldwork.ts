import { createAccounts } from '../api/accounts.ts'
import type { NewProgram } from '../api/contract/program.ts'
import { openDatabases } from '../api/db/database.ts'
import { findNewestForm } from '../api/db/forms.ts'
import { insertPicture, type Picture } from '../api/db/pictures.ts'
import { withOrganisation } from '../api/db/tenancy.ts'
import { randomWord } from '../api/ids.ts'
import { createWave } from '../api/services/change-wave.ts'
import { createCollector } from '../api/services/create-collector.ts'
import { createOwner } from '../api/services/create-owner.ts'
import { createProgram } from '../api/services/create-program.ts'
import { publishProgram } from '../api/services/publish-program.ts'
import type { CodeBook } from '../stats/coding/code-book.ts'
import { newProgram } from './new-program.ts'

/** An organisation with a published program, an open wave and a link, made straight in a migrated database. */
export async function makeFieldwork(
  databaseUrl: string,
  publicUrl: string,
  design: Partial<NewProgram> = {},
  pictures: readonly Picture[] = [],
) {
  const databases = openDatabases(databaseUrl, () => undefined)
  try {
    const account = { email: `bench-${randomWord(8)}@example.org`, password: 'a-long-enough-password' }
    const accounts = createAccounts(databases.system, { secret: 'x'.repeat(40), publicUrl })
    const { organisationId } = await createOwner(databases.system, accounts, {
      ...account,
      name: 'Bench',
      organisation: 'Bench',
    })
    await withOrganisation(databases.app, organisationId, async (db) => {
      for (const picture of pictures) await insertPicture(db, organisationId, picture)
    })
    const program = await createProgram(databases.app, organisationId, newProgram(design))
    await publishProgram(databases.app, organisationId, program.id)
    const days = { opensOn: '2020-01-01', closesOn: '2099-12-31' }
    const wave = await createWave(databases.app, organisationId, program.id, { name: 'Wave', ...days })
    const brandId = program.brands[0]?.id ?? null
    const { key } = await createCollector(databases.app, organisationId, wave.id, brandId)
    const form = await withOrganisation(databases.app, organisationId, (db) => findNewestForm(db, program.id))
    const codeBook = form?.codeBook as unknown as CodeBook
    return {
      organisationId,
      programId: program.id,
      waveId: wave.id,
      path: `/r/${key}`,
      codeBook,
      account,
      brandId,
    }
  } finally {
    await databases.close()
  }
}
