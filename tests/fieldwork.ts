import { createAccounts } from '../api/accounts.ts'
import { openDatabases } from '../api/db/database.ts'
import { createWave } from '../api/services/change-wave.ts'
import { createCollector } from '../api/services/create-collector.ts'
import { createOwner } from '../api/services/create-owner.ts'
import { createProgram } from '../api/services/create-program.ts'
import { publishProgram } from '../api/services/publish-program.ts'
import { newProgram } from './new-program.ts'

/** An organisation with a published program, an open wave and a link, made straight in a migrated database. */
export async function makeFieldwork(databaseUrl: string, publicUrl: string) {
  const databases = openDatabases(databaseUrl, () => undefined)
  try {
    const accounts = createAccounts(databases.system, { secret: 'x'.repeat(40), publicUrl })
    const { organisationId } = await createOwner(databases.system, accounts, {
      name: 'Bench',
      email: 'bench@example.org',
      password: 'a-long-enough-password',
      organisation: 'Bench',
    })
    const program = await createProgram(databases.app, organisationId, newProgram())
    await publishProgram(databases.app, organisationId, program.id)
    const days = { opensOn: '2020-01-01', closesOn: '2099-12-31' }
    const wave = await createWave(databases.app, organisationId, program.id, { name: 'Wave', ...days })
    const brandId = program.brands[0]?.id ?? null
    const { key } = await createCollector(databases.app, organisationId, wave.id, brandId)
    return { organisationId, programId: program.id, waveId: wave.id, path: `/r/${key}` }
  } finally {
    await databases.close()
  }
}
