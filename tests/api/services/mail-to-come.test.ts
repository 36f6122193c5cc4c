import { describe, expect, it } from 'vitest'
import type { ChoiceCount } from '../../../api/contract/mailing.ts'
import { done } from '../../test-app.ts'
import { useMailDesk } from '../mail-desk.ts'

const days = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString()

describe('the frequency rule and mail that has not gone yet', () => {
  const at = useMailDesk('queued')

  const allowOne = () =>
    done(at.wave.ask('PUT', '/api/contacts/rule', { mostInvitations: 1, inDays: 14, callingCode: null }))
  const countAt = async (waveId: string, batch: string, sendAt: string | null) =>
    (await done<ChoiceCount>(at.wave.ask('POST', `/api/waves/${waveId}/mailings/count`, { batch, sendAt })))
      .leftOut

  it('counts what is queued when it is due, before that day and after it', async () => {
    await allowOne()
    const { batch } = await at.wave.addContacts({})
    await at.wave.mailing(batch, { sendAt: days(30) })
    const { id } = await at.wave.anotherWave()
    expect(await countAt(id, batch, days(20))).toEqual({ 'too-often': 1 })
    expect(await countAt(id, batch, days(40))).toEqual({ 'too-often': 1 })
    expect(await countAt(id, batch, days(45))).toEqual({})
    expect(await countAt(id, batch, null)).toEqual({})
    await expect(at.wave.mailing(batch, { sendAt: days(20) }, id)).rejects.toThrow('nobody')
    expect((await at.wave.mailing(batch, { sendAt: days(15) }, id)).invitations.queued).toBe(1)
  })

  it('counts from the day a wave opens, where its mail waits for that', async () => {
    await allowOne()
    const { batch } = await at.wave.addContacts({})
    const { id: later } = await at.wave.anotherWave({ opensOn: days(30).slice(0, 10) })
    await at.wave.mailing(batch, {}, later)
    const { id } = await at.wave.anotherWave()
    expect(await countAt(id, batch, days(20))).toEqual({ 'too-often': 1 })
    expect(await countAt(id, batch, null)).toEqual({})
    expect(await countAt(later, batch, null)).toEqual({ 'already-invited': 1 })
  })
})
