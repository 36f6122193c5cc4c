import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { mentionPattern } from '../../../api/services/mention-pattern.ts'
import { createPersonMarks, type Person } from '../../../api/services/person-marks.ts'
import { startTestApp } from '../../test-app.ts'

const { test } = await startTestApp()

const nobody: Person = { customerNumber: null, name: '', email: null, phone: null }
const zoe: Person = {
  customerNumber: 'K.4711',
  name: 'Zoë O’Neill',
  email: 'zoe+x@mail.example',
  phone: '+8613800138000',
}
const wei: Person = { ...nobody, name: '欧阳 小伟', phone: '13800138000' }

const marks = createPersonMarks('a-secret-of-this-test')

/** Both ways of looking: through what is stored, and by marks through what is yet to come. */
async function isMentioned(person: Person, texts: readonly string[]) {
  const pattern = mentionPattern(person)
  const { rows } = await sql<{ found: boolean | null }>`
    select ${texts.join('\n')}::text ~ ${pattern ?? null}::text as found`.execute(test.databases.system)
  const { traces } = marks.markPerson('here', person)
  const inTexts = new Set(marks.markTexts('here', texts))
  return [rows[0]?.found === true, traces.some((trace) => inTexts.has(trace))]
}

describe('a person is found in texts, by pattern and by marks alike', () => {
  it.each([
    [zoe, ['ZOE+X@MAIL.EXAMPLE']],
    [zoe, ['write to <zoe+x@mail.example>, please']],
    [zoe, ['k.4711']],
    [zoe, ['no. K.4711 again']],
    [zoe, ['138 0013-8000']],
    [zoe, ['call (0086) 138.0013.8000 now']],
    [zoe, ['ZOË O’NEILL']],
    [zoe, ['O’Neill, Zoë']],
    [zoe, ['O’Neill', 'zoë', 'x']],
    [wei, ['欧阳小伟']],
    [wei, ['我是欧阳小伟，你好']],
    [wei, ['欧阳', '小伟']],
    [wei, ['+86 13800138000']],
  ] as const)('%#: %s in %j', async (person, texts) => {
    expect(await isMentioned(person, texts)).toEqual([true, true])
  })

  it.each([
    [zoe, ['xzoe+x@mail.example']],
    [zoe, ['K-4711', 'K.47112', '4711']],
    [zoe, ['138 0013 8001']],
    [zoe, ['Zoë', 'and somebody', 'O’Neill']],
    [wei, ['欧阳', '和', '小伟']],
    [nobody, ['', 'anything']],
    [{ ...nobody, customerNumber: '7', name: 'X' }, ['7', 'X']],
  ] as const)('%#: %s not in %j', async (person, texts) => {
    expect(await isMentioned(person, texts)).toEqual([false, false])
  })

  it('a mark says nothing without the secret, and another thing in another house', () => {
    const [here, there] = ['here', 'there'].map((house) => marks.markPerson(house, zoe))
    const others = createPersonMarks('another-secret').markPerson('here', zoe)
    for (const other of [there, others]) {
      expect(other?.number).not.toBe(here?.number)
      expect(other?.traces.some((trace) => here?.traces.includes(trace))).toBe(false)
    }
    expect(marks.markPerson('here', { ...zoe })).toEqual(here)
  })
})
