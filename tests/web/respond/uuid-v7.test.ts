import { expect, it } from 'vitest'
import { z } from 'zod'
import { uuidV7 } from '../../../web/respond/uuid-v7.ts'

// RFC 9562, appendix A.6: unix time 0x017F22E279B0, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
it('writes the example of the standard', () => {
  const random = Uint8Array.from([
    0, 0, 0, 0, 0, 0, 0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f,
  ])
  expect(uuidV7(0x017f22e279b0, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

it('is what the wire takes, whatever the random bytes', () => {
  for (const byte of [0, 127, 255]) {
    expect(z.uuidv7().safeParse(uuidV7(1_795_000_000_000, new Uint8Array(16).fill(byte))).success).toBe(true)
  }
})
