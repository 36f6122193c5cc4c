import { expect, it } from 'vitest'
import { takeTurns } from '../../../web/studio/take-turns.ts'

it('each waits for those before it, also for one that fails, and learns how its own ended', async () => {
  const turn = takeTurns()
  const log: string[] = []
  const act = (name: string, milliseconds: number, fails = false) =>
    turn(async () => {
      log.push(`${name} begins`)
      await new Promise((done) => setTimeout(done, milliseconds))
      log.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    })
  const told = await Promise.allSettled([act('slow', 30), act('failing', 10, true), act('quick', 0)])
  expect(log).toEqual([
    ...['slow begins', 'slow ends'],
    ...['failing begins', 'failing ends'],
    ...['quick begins', 'quick ends'],
  ])
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await act('later', 0)).toBe('later')
})
