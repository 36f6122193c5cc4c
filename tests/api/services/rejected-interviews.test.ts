import { describe, expect, it } from 'vitest'
import type { Contact } from '../../../api/contract/contact.ts'
import type { Import } from '../../../api/contract/import.ts'
import { withOrganisation } from '../../../api/db/tenancy.ts'
import { eraseResponse } from '../../../api/services/erase-response.ts'
import { sweepFiles } from '../../../api/services/sweep-files.ts'
import { done, openFieldwork, startTestApp } from '../../test-app.ts'
import { everythingStored } from '../stored.ts'

const { test, mine } = await startTestApp()
const { organisationId } = mine
const inside = <T>(work: Parameters<typeof withOrganisation<T>>[2]) =>
  withOrganisation(test.databases.app, organisationId, work)

async function openWave() {
  const field = await openFieldwork(mine.ask)
  return {
    ...field,
    take: (csv: string) =>
      done<Import>(
        mine.ask('POST', `/api/waves/${field.wave.id}/imports`, {
          fileName: 'a.csv',
          csv,
          brandId: field.brandId,
        }),
      ),
  }
}
/** The file of rows left out, line by line. */
async function left({ id }: Import): Promise<string[]> {
  const { body } = await mine.ask<string>('GET', `/api/imports/${id}/rejected.csv`)
  return body.replace('\uFEFF', '').trimEnd().split('\n')
}
const kept = () =>
  inside((db) => db.selectFrom('importRejected').select(['line', 'cells']).orderBy('line').execute())
const add = (contact: object) => done<Contact>(mine.ask('POST', '/api/contacts', contact))
const erase = (id: string) => done(mine.ask('POST', `/api/contacts/${id}/erase`, { responses: 'unlink' }))

async function expectForgotten(words: readonly string[]) {
  const everything = JSON.stringify(await everythingStored(test, organisationId))
  for (const word of words) expect(everything).not.toContain(word)
}

describe('rows left out', () => {
  it('come back as they stood, with line and reasons, and are read again once they are corrected', async () => {
    const { take } = await openWave()
    const made = await take(
      'id,imag1,imag2,note\nr1,99,-99,"said ""no"", twice"\nr2,7,7,fine\nr3,7,99,=1+1\n',
    )
    expect([made.added, made.rejectedRows]).toEqual([1, 2])
    const lines = await left(made)
    expect(lines).toEqual([
      'id,imag1,imag2,note,line,problem',
      'r1,99,-99,"said ""no"", twice",2,imag1: 99 is outside 1 to 10; imag2: -99 is outside 1 to 10',
      "r3,7,99,'=1+1,4,imag2: 99 is outside 1 to 10",
    ])
    const corrected = lines.join('\n').replaceAll('-99', '9').replaceAll('99', '8')
    expect(await take(corrected)).toMatchObject({ added: 2, rejectedRows: 0 })
  })

  it('are the same once more where a cell was kept from being a formula', async () => {
    const { take } = await openWave()
    const lines = await left(await take('id,imag1,imag2\n-r9,99,-\n'))
    expect(lines[1]).toBe("'-r9,99,'-,2,imag1: 99 is outside 1 to 10")
    expect(await take(lines.join('\n').replaceAll('99', '8'))).toMatchObject({ added: 1, rejectedRows: 0 })
    expect(await take('id,imag1,imag2\n-r9,8,-\n')).toMatchObject({ added: 0, known: 1, rejectedRows: 0 })
  })

  it('have columns of their own for line and problem, also where the file has such', async () => {
    const { take } = await openWave()
    const again = await left(await take('imag1,line,problem\n99,2,old\n'))
    expect(again).toEqual(['imag1,line,problem,line 2,problem 2', '99,2,old,2,imag1: 99 is outside 1 to 10'])
  })

  it('are those of interviews that are here with other answers as well', async () => {
    const { take } = await openWave()
    await take('id,imag1\nc1,7\n')
    const [, row] = await left(await take('id,imag1\nc1,8\n'))
    expect(row).toMatch(/^c1,8,2,/)
  })

  it('of a row with too many cells are its cells that have a column', async () => {
    const { take } = await openWave()
    expect(await left(await take('id,imag1\nt1,7,7,7\n'))).toEqual([
      'id,imag1,line,problem',
      't1,7,2,"has 4 cells, the header 2"',
    ])
  })
})

describe('what is kept of them', () => {
  it('goes after a month; then the cells that were wrong are named', async () => {
    const { take } = await openWave()
    const made = await take('id,imag1\nm1,99\n')
    const month = 30 * 24 * 3600 * 1000
    await inside((db) => sweepFiles(db, Date.now() + month - 60_000))
    expect(await left(made)).toEqual(['id,imag1,line,problem', 'm1,99,2,imag1: 99 is outside 1 to 10'])
    await inside((db) => sweepFiles(db, Date.now() + month + 60_000))
    expect(await kept()).toEqual([])
    expect(await left(made)).toEqual([
      'line,column,value,reason,message',
      '2,imag1,99,out-of-range,imag1: 99 is outside 1 to 10',
    ])
  })

  it('is gone with the person it names, or whose customer number it has', async () => {
    const { take } = await openWave()
    const petra = await add({ customerNumber: 'P7', name: 'Petra Gone', email: 'petra@gone.example' })
    const made = await take(
      'id,imag1,note\nP7,99,mine\nx2,99,call petra@gone.example\nx3,99,Gone Petra was here\nx4,99,P7 stays\n',
    )
    const named = await take('Petra Gone,imag1\nx,99\n')
    await erase(petra.id)
    expect(await left(made)).toEqual([
      'id,imag1,note,line,problem',
      ',,,2,"imag1: ""99"": 99 is outside 1 to 10"',
      ',,,3,"imag1: ""99"": 99 is outside 1 to 10"',
      ',,,4,"imag1: ""99"": 99 is outside 1 to 10"',
      'x4,99,P7 stays,5,imag1: 99 is outside 1 to 10',
    ])
    expect(await left(named)).toEqual([
      'Column 1,Column 2,line,problem',
      'x,99,2,imag1: 99 is outside 1 to 10',
    ])
    await expectForgotten(['Petra', 'petra@'])
  })

  it('is gone with its interview, whatever became of that; and is not kept of one that was erased', async () => {
    const { take, wave } = await openWave()
    const bad = 'id,imag1,note\ne1,99,secret of e1\ne2,99,of e2\n'
    await take(bad)
    await take('id,imag1,note\ne1,7,\n')
    const changed = await take('id,imag1,note\ne1,8,other secret of e1\n')
    const [response] = await inside((db) =>
      db.selectFrom('response').select('id').where('waveId', '=', wave.id).execute(),
    )
    expect(JSON.stringify(await kept())).toContain('other secret of e1')
    await eraseResponse(test.databases.app, organisationId, { responseId: response?.id ?? '', actorId: null })
    await expectForgotten(['secret of e1'])
    expect(await left(changed)).toEqual([
      'id,imag1,note,line,problem',
      ',,,2,id: what stood here was erased with its person',
    ])
    await take(bad)
    await expectForgotten(['secret of e1'])
    expect(JSON.stringify(await kept())).toContain('of e2')
  })

  it('is seen by its own organisation alone, and by designers', async () => {
    const { take } = await openWave()
    const made = await take('id,imag1\ns1,99\n')
    const theirs = await test.organisation('Theirs')
    expect((await theirs.ask('GET', `/api/imports/${made.id}/rejected.csv`)).status).toBe(404)
  })
})
