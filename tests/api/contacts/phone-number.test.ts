import { describe, expect, it } from 'vitest'
import { phoneNumber } from '../../../api/services/phone-number.ts'

describe('one spelling of a telephone number', () => {
  it.each([
    ['138 0013 8000', '86', '+8613800138000'],
    ['１３８００１３８０００', '86', '+8613800138000'],
    ['86 138 0013 8000', '86', '+8613800138000'],
    ['010-1234 5678', '86', '+861012345678'],
    ['+44 (0)20 7946 0958', '86', '+442079460958'],
    ['0044 20 7946 0958', null, '+442079460958'],
    ['(212) 555-0100', '1', '+12125550100'],
    ['1 212 555 0100', '1', '+12125550100'],
    ['138 0013 8000', null, '13800138000'],
    // As a spreadsheet writes a number with a decimal place.
    ['13800138000.0', '86', '+8613800138000'],
    ['+8613800138000.00', null, '+8613800138000'],
    ['030/1234567', '49', '+49301234567'],
    ['+49 (221) / 123456', '86', '+49221123456'],
    ['138-0013-8000', '86', '+8613800138000'],
    ['+86 138-0013-8000', null, '+8613800138000'],
    ['021-6275-1234', '86', '+862162751234'],
    ['020 7946-0958', '44', '+442079460958'],
    ['212-555-0100', '1', '+12125550100'],
    // Dialled with the number there.
    ['0221 4710815-0', '49', '+4922147108150'],
    ['12', '86', undefined],
    ['call me', '86', undefined],
    ['+1234567890123456', null, undefined],
  ])('telephone %j at home in %s', (text, callingCode, spelled) => {
    const phone = phoneNumber(text, callingCode)
    expect(phone.ok ? phone.number : undefined).toBe(spelled)
  })

  it.each([
    ['010-62751234-801', '86', 'phone-extension'],
    ['010-62751234-801', null, 'phone-extension'],
    ['+86 10 62751234 - 8001', null, 'phone-extension'],
    ['021 6275-1234-0', '86', 'phone-extension'],
    ['62751234-801', '86', 'phone-extension'],
    ['6275123/6275124', null, 'phone-several'],
    ['010-62751234/35', '86', 'phone-several'],
    ['+86 10 62751234/62751235', '86', 'phone-several'],
    ['call me', '86', 'phone'],
  ])('%j at home in %s is refused: %s', (text, callingCode, reason) => {
    expect(phoneNumber(text, callingCode)).toMatchObject({ ok: false, reason })
  })
})
