import { describe, expect, it } from 'vitest'
import { loyaltyProfile } from '../../../stats/loyalty/loyalty-profile.ts'
import type { LoyaltyAnswers } from '../../../stats/loyalty/loyalty-type.ts'
import { foundValue } from '../found-value.ts'

const plain: LoyaltyAnswers = {
  ...{ attached: 2, prefers: 2, trusts: 2, advocates: 2, noAlternative: 1, kin: false, price: 1 },
  ...{ incentive: 1, convenience: 1, inertia: 1, repeatShare: 0.8 },
}
const fond = { ...plain, attached: 6, prefers: 6, trusts: 6 }

describe('loyaltyProfile', () => {
  it('says how many are of each type, and how satisfied each is', () => {
    const found = foundValue(
      loyaltyProfile([
        { answers: { ...fond, advocates: 6 }, satisfaction: 10 },
        { answers: fond, satisfaction: 8 },
        { answers: { ...fond, repeatShare: 0.2, hindered: 7 }, satisfaction: 9 },
        { answers: { ...plain, inertia: 6 } },
        { answers: { ...plain, inertia: 5 }, satisfaction: 3 },
      ]),
    )
    const by = Object.fromEntries(found.types.map((row) => [row.type, row]))
    expect(by['trust']).toMatchObject({ count: 2, share: { value: 0.4 }, satisfaction: { value: 9 } })
    expect(by['latent']).toMatchObject({ count: 1 })
    // One satisfied inert customer is no group.
    expect(by['inertia']).toMatchObject({ count: 2 })
    expect(by['inertia']).not.toHaveProperty('satisfaction')
    expect(by['none']).toMatchObject({ count: 0 })
    expect(found).toMatchObject({ sampleSize: 5, apostles: 1, hindered: 1 })
  })

  it('has nothing to say of nobody, and refuses answers off the scale', () => {
    expect(loyaltyProfile([])).toEqual({ ok: false, reason: 'no-answers' })
    expect(() => loyaltyProfile([{ answers: { ...plain, price: 9 } }])).toThrow('price is 9, not 1 to 7')
  })
})
