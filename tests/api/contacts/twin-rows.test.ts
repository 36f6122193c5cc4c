import { describe, expect, it } from 'vitest'
import { createKeyLines } from '../../../api/services/key-lines.ts'
import { createTwinFinder } from '../../../api/services/twin-rows.ts'

describe('rows of one file that are one person', () => {
  type Keys = readonly [customerNumber: string | null, email: string | null, phone: string | null]
  const row = (line: number, [customerNumber, email, phone]: Keys) => ({
    line,
    customerNumber,
    email,
    phone,
    name: '',
    language: null,
    attributes: {},
    consent: null,
    unsubscribed: false,
    batch: null,
  })

  it.each<[string, Keys, Keys, boolean]>([
    ['the same number', ['1', 'a', null], ['1', 'b', null], true],
    ['the same e-mail under two numbers', ['1', 'a', null], ['2', 'a', null], false],
    ['the same e-mail, one without a number', ['1', 'a', null], [null, 'a', null], true],
    ['the same telephone, two e-mails', [null, 'a', 't'], [null, 'b', 't'], false],
    ['the same telephone, one without e-mail', [null, 'a', 't'], [null, null, 't'], true],
    ['a number that reads like a telephone', ['t', null, null], [null, null, 't'], false],
  ])('%s', (_, first, second, isTwin) => {
    const twins = createTwinFinder()
    expect(twins.problemOf(row(2, first))).toBeUndefined()
    const problem = twins.problemOf(row(3, second))
    expect(problem?.reason).toBe(isTwin ? 'duplicate-in-file' : undefined)
    if (isTwin) expect(problem?.message).toMatch(/^line 2 has the same /)
  })

  it('its table says what a Map says, among very many keys', () => {
    const lines = createKeyLines()
    const obvious = new Map<string, number>()
    for (let i = 1; i <= 200_000; i++) {
      // A tenth of the keys come again.
      const key = `person${i % 10 === 0 ? i / 10 : i}@mail.example.org`
      if (!obvious.has(key)) obvious.set(key, i)
      lines.keep(key, i)
    }
    const wrong = [...obvious].filter(([key, line]) => lines.find(key) !== line)
    expect(wrong).toEqual([])
    for (let i = 0; i < 200_000; i++) {
      if (lines.find(`nobody${i}`) !== undefined) throw new Error(`nobody${i} is found`)
    }
  })
})
