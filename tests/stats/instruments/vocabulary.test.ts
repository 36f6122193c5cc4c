import { describe, expect, it } from 'vitest'
import { SWITCHING_REASONS } from '../../../stats/churn/switching-reasons.ts'
import { churn } from '../../../stats/instruments/churn.ts'
import { deliveredValue } from '../../../stats/instruments/delivered-value.ts'
import { evangelist } from '../../../stats/instruments/evangelist.ts'
import type { Instrument } from '../../../stats/instruments/instrument.ts'
import { loyaltyBehaviour } from '../../../stats/instruments/loyalty-behaviour.ts'
import { EVANGELIST_SIGNS, LOYALTY_SIGNS } from '../../../stats/loyalty/loyalty-signs.ts'
import { loyaltyType } from '../../../stats/loyalty/loyalty-type.ts'
import { VALUE_BENEFITS, VALUE_COSTS } from '../../../stats/value/delivered-value.ts'

// Instruments import nothing, so that these lists are kept twice: what is asked must be what the methods read.
const asked = ({ items }: Instrument) => items.map(({ code }) => code)
const under = (prefix: string, names: readonly string[]) => names.map((name) => `${prefix}.${name}`)

describe('what is asked is what the methods know', () => {
  it('the signs of evangelists', () => {
    expect(asked(evangelist)).toEqual(under('evangelist', EVANGELIST_SIGNS))
  })

  it('the signs of loyal customers', () => {
    const signs = loyaltyBehaviour.items.filter(({ block }) => block === 'loyalty-signs')
    expect(signs.map(({ code }) => code)).toEqual(under('behaviour', LOYALTY_SIGNS))
  })

  it('the reasons for leaving, each of which may be the main one', () => {
    const reasonsOf = (code: string) => churn.items.find((item) => item.code === code)?.answer
    expect(reasonsOf('churn.reasons')).toEqual({ kind: 'multi-choice', choices: SWITCHING_REASONS, max: 8 })
    expect(reasonsOf('churn.main-reason')).toEqual({ kind: 'choice', choices: SWITCHING_REASONS })
  })

  it('what is got and what it costs', () => {
    const parts = deliveredValue.items.filter(({ block }) => block !== undefined)
    expect(parts.map(({ code }) => code)).toEqual(under('delivered', [...VALUE_BENEFITS, ...VALUE_COSTS]))
  })

  it('all that the loyalty types are told by, on its scale', () => {
    const answers = {
      attached: 6,
      prefers: 6,
      trusts: 6,
      advocates: 7,
      noAlternative: 1,
      kin: false,
      price: 1,
      incentive: 1,
      convenience: 1,
      inertia: 1,
      hindered: 1,
      repeatShare: 0.8,
    }
    expect(loyaltyType(answers)).toEqual({ type: 'trust', apostle: true, hindered: false })
    const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
    const names = Object.keys(answers).map((name) => (name === 'repeatShare' ? 'share' : kebab(name)))
    expect(asked(loyaltyBehaviour)).toEqual(expect.arrayContaining(under('behaviour', names)))
    const agreements = loyaltyBehaviour.items.filter(({ answer }) => answer.kind === 'rating')
    for (const { answer } of agreements) expect(answer).toMatchObject({ min: 1, max: 7 })
    expect(agreements).toHaveLength(names.length - 2)
  })
})
