import { describe, expect, it } from 'vitest'
import type { ErrorBody } from '../../../api/contract/common.ts'
import { lockInviting } from '../../../api/db/contact-rules.ts'
import { holding } from '../hold.ts'
import { TEXTS, useMailDesk } from '../mail-desk.ts'

describe('contacts invited in two ways at once', () => {
  const at = useMailDesk('AtOnce')

  const post = (way: string, body: object) => at.wave.ask<ErrorBody>('POST', `${at.wave.path}/${way}`, body)
  const ways = {
    mailings: (batch: string) => post('mailings', { contacts: { batch }, texts: TEXTS }),
    calls: (batch: string) => post('calls', { contacts: { batch } }),
    links: (batch: string) => post('links', { contacts: { batch } }),
  }

  /** Each has looked as far as it does before it waits for the other. */
  async function atOnce(...inviting: readonly (readonly [keyof typeof ways, string])[]) {
    const { hold, waiting } = holding(at.desk.test.databases, at.wave.organisationId)
    const release = await hold((db) => lockInviting(db))
    const answers: ReturnType<typeof post>[] = []
    for (const [way, batch] of inviting) {
      answers.push(ways[way](batch))
      await waiting(answers.length)
    }
    await release()
    const said = (await Promise.all(answers)).map(({ status, body }) => body.error?.code ?? status)
    return { said, invited: (await invitations()).length }
  }
  const invitations = () =>
    at.wave.inTenant((db) => db.selectFrom('invitation').select('contactId').execute())

  it.each([
    ['mailings', 'mailings', 'nobody'],
    ['links', 'links', 'nobody'],
    ['links', 'mailings', 'nobody'],
    ['calls', 'mailings', 'nobody'],
    ['calls', 'calls', 201],
    ['mailings', 'calls', 201],
  ] as const)('%s, then %s: one invitation each', async (first, second, said) => {
    const { batch } = await at.wave.addContacts({ phone: '+493012345678' }, { phone: '+493012345679' })
    expect(await atOnce([first, batch], [second, batch])).toMatchObject({ said: [201, said], invited: 2 })
  })

  it('by mail at one address: one letter', async () => {
    const [one, other] = [
      await at.wave.addContacts({ email: 'family@example.org' }),
      await at.wave.addContacts({ email: 'Family@example.org' }),
    ]
    const sent = await atOnce(['mailings', one.batch], ['mailings', other.batch])
    expect(sent).toMatchObject({ said: [201, 'nobody'], invited: 1 })
  })
})
