import { afterAll, describe, expect, it } from 'vitest'
import { uuidv7 } from '../../../api/ids.ts'
import { submission } from '../../test-app.ts'
import { answersOnly, openDoor, whole } from './door.ts'

const door = await openDoor()
const { mobile, kinds, expectRefused, expectTaken, onRecord } = door
afterAll(() => door.test.stop())

describe('answers', () => {
  it.each<[string, string]>([
    ['0', 'imag1: 0 is outside 1 to 10'],
    ['11', 'imag1: 11 is outside 1 to 10'],
    ['99', 'imag1: 99 is outside 1 to 10'],
    ['-3', 'imag1: -3 is outside 1 to 10'],
    ['7.5', 'imag1: 7.5 is not a whole number'],
    ['"7"', 'imag1: "7" is not a number'],
    ['"abc"', 'imag1: "abc" is not a number'],
    ['[7]', 'imag1: a list is not a number'],
    ['{"value":7}', 'imag1: an object is not a number'],
    ['true', 'imag1: true is not a number'],
    ['1e999', 'imag1: Infinity is outside 1 to 10'],
    ['-1e999', 'imag1: -Infinity is outside 1 to 10'],
    ['null', 'imag1: is not answered'],
    ['""', 'imag1: is not answered'],
    ['"refused"', 'imag1: "refused" is not offered here'],
  ])('case 1: a rating of %s is refused: %s', async (raw, said) => {
    const text = JSON.stringify(submission({ imag1: '?' })).replace('"?"', raw)
    const { problems } = await expectRefused(mobile.path, text, 422, said)
    expect(problems).toEqual([expect.objectContaining({ item: 'imag1' })])
  })

  it('case 1: every wrong answer is named at once', async () => {
    const wrong = { imag1: 0, cusa1: 'x', region: 'mars', extra: 1 }
    const { problems } = await expectRefused(mobile.path, submission(wrong), 422, 'imag1')
    expect(problems?.map(({ item }) => item).sort()).toEqual(['cusa1', 'extra', 'imag1', 'region'])
  })

  it.each<[number, string]>([
    [11, 'nps: 11 is outside 0 to 10'],
    [-1, 'nps: -1 is outside 0 to 10'],
    [9.5, 'nps: 9.5 is not a whole number'],
  ])('case 1: a recommendation of %d is refused', async (nps, said) => {
    await expectRefused(kinds.path, answersOnly({ ...whole, nps }), 422, said)
  })

  it.each<[string, unknown, RegExp]>([
    ['not offered', ['shop'], /where: "shop" is not one of/],
    ['twice', ['staff', 'staff'], /where: names a choice twice/],
    ['too many', ['company', 'staff', 'people'], /where: names 3 choices, at most 2 may be/],
    ['no list', 'staff', /where: "staff" is not a list/],
    ['a list in a list', [['staff']], /where: a list is not one of/],
  ])('case 2: choices %s are refused', async (_, where, said) => {
    await expectRefused(kinds.path, answersOnly({ sat1: 8, complained: 'yes', where }), 422, said)
  })

  it('case 2: a single choice that was not offered is refused', async () => {
    await expectRefused(
      mobile.path,
      submission({ region: 'the-moon' }),
      422,
      /region: "the-moon" is not one of/,
    )
  })

  it.each<[string, Record<string, string>, string]>([
    ['one half', { 'one-click.functional': 'like' }, 'one-click.dysfunctional: is not answered'],
    [
      'halves of two features',
      { 'one-click.functional': 'like', 'tracking.dysfunctional': 'dislike' },
      'one-click.dysfunctional: is not answered',
    ],
    ['an unknown feature', { 'two-click.functional': 'like' }, 'two-click.functional: is not asked'],
    [
      'a word that is none',
      { 'one-click.functional': 'love', 'one-click.dysfunctional': 'dislike' },
      '"love"',
    ],
  ])('case 3: a Kano pair of %s is refused', async (_, pair, said) => {
    await expectRefused(kinds.path, answersOnly({ ...whole, ...pair }), 422, said)
  })

  it.each<[string, Record<string, number>, string]>([
    ['expectation alone', { 'reliable.expectation': 6 }, 'reliable.perception: is not answered'],
    ['perception alone', { 'reliable.perception': 6 }, 'reliable.expectation: is not answered'],
    [
      'an unknown item',
      { 'polite.expectation': 6, 'polite.perception': 5 },
      'polite.expectation: is not asked',
    ],
    ['an unknown column', { 'reliable.wish': 6 }, 'reliable.wish: is not asked'],
    ['out of range', { 'reliable.expectation': 8, 'reliable.perception': 5 }, '8 is outside 1 to 7'],
  ])('case 4: SERVQUAL %s is refused', async (_, pair, said) => {
    await expectRefused(kinds.path, answersOnly({ ...whole, ...pair }), 422, said)
  })

  it('cases 3, 4: whole pairs are taken and scored', async () => {
    const sent = answersOnly({
      ...whole,
      'one-click.functional': 'like',
      'one-click.dysfunctional': 'dislike',
      'reliable.expectation': 7,
      'reliable.perception': 4,
    })
    await expectTaken(kinds.path, sent)
    const record = await onRecord(sent.id)
    expect(record?.answers).toEqual(sent.answers)
    expect(record?.scores).toEqual([8, null, 0, null, null, null, 1, 5, null, null, 7, 4])
    expect(record?.states).toBe('asahhhaassaa')
  })

  it('case 5: a required answer that is missing is named', async () => {
    const { imag1: _, cusl3: __, ...rest } = submission().answers
    const { problems } = await expectRefused(mobile.path, answersOnly(rest), 422, 'imag1: is not answered')
    expect(problems?.map(({ item, reason }) => [item, reason])).toEqual([
      ['imag1', 'required'],
      ['cusl3', 'required'],
    ])
    await expectRefused(mobile.path, answersOnly({}), 422, 'imag1: is not answered')
  })

  it('case 5: what is required only when visible is asked for only then', async () => {
    await expectRefused(
      kinds.path,
      answersOnly({ sat1: 8, complained: 'yes' }),
      422,
      'where: is not answered',
    )
    await expectTaken(kinds.path, answersOnly({ sat1: 8, complained: 'no' }))
    await expectTaken(kinds.path, answersOnly({ sat1: 8, complained: 'yes', where: ['staff'] }))
  })

  it('case 6: an answer to a hidden question is refused', async () => {
    await expectRefused(
      kinds.path,
      answersOnly({ sat1: 8, complained: 'no', where: ['staff'] }),
      422,
      'where: was answered, but complained says it was not asked',
    )
  })

  it('case 6: answers to another form are refused', async () => {
    const { problems } = await expectRefused(kinds.path, submission(), 422, 'is not asked by this form')
    expect(problems?.some(({ item }) => item === 'imag1')).toBe(true)
    await expectRefused(mobile.path, answersOnly(whole), 422, 'sat1: is not asked by this form')
  })

  it.each(['constructor', 'toString', 'hasOwnProperty', 'prototype', 'imag1 ', 'IMAG1', '', '$where', 'a.b'])(
    'case 7: the unknown key "%s" is refused',
    async (key) => {
      await expectRefused(mobile.path, submission({ [key]: 1 }), 422, 'is not asked by this form')
    },
  )

  it.each(['__proto__', '\\u005f_proto__'])('case 7: the key %s is refused', async (key) => {
    for (const place of ['"imag1":', '"language":']) {
      const text = JSON.stringify(submission()).replace(place, `"${key}":{"polluted":1},${place}`)
      await expectRefused(mobile.path, text, 400, 'holds the key "__proto__"')
    }
    expect('polluted' in {}).toBe(false)
  })

  it('case 7: unknown keys beside the answers are refused', async () => {
    for (const extra of [
      { receivedAt: '2020-01-01T00:00:00Z' },
      { score: 100 },
      { organisationId: uuidv7() },
    ]) {
      await expectRefused(mobile.path, { ...submission(), ...extra }, 422, Object.keys(extra)[0] ?? '')
    }
  })

  it('case 7: 1,000 unknown keys are counted, 100,000 are too many to read', async () => {
    const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 1]))
    const { problems } = await expectRefused(
      mobile.path,
      submission(keys(900)),
      422,
      '900 answers are to questions',
    )
    expect(problems?.length).toBeLessThan(60)
    await expectRefused(mobile.path, submission(keys(5000)), 400, 'holds more than 2000 entries')
    await expectRefused(mobile.path, submission(keys(100_000)), 413, 'is larger than 256 KiB')
  })

  it.each([
    ['right-to-left override', '\u202egnp.exe'],
    ['zero width', 'a\u200b\u200d\ufeffb'],
    ['emoji', '👩‍👩‍👧‍👦 很满意 🇨🇳'],
    ['markup', '<img src=x onerror=alert(1)>{brand}$&'],
    ['a formula', '=HYPERLINK("http://x")'],
    ['SQL', "'; drop table response; --"],
    ['2,000 characters', '満'.repeat(2000)],
  ])('case 8: %s in a text is stored as given', async (_, why) => {
    const sent = answersOnly({ ...whole, why })
    await expectTaken(kinds.path, sent)
    expect((await onRecord(sent.id))?.answers['why']).toBe(why)
  })

  it.each([
    ['NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud83d'],
    ['the other half', '\udc00b'],
  ])('case 8: %s in a text, a choice, a key or an id is refused', async (_, broken) => {
    await expectRefused(kinds.path, answersOnly({ ...whole, why: broken }), 422, 'why: holds a character')
    await expectRefused(kinds.path, answersOnly({ ...whole, region: broken }), 422, 'region: ')
    await expectRefused(kinds.path, answersOnly({ ...whole, [broken]: 1 }), 422, 'is not asked by this form')
    await expectRefused(kinds.path, answersOnly(whole, broken), 422, 'id: ')
    await expectRefused(kinds.path, { ...answersOnly(whole), language: broken }, 422, 'language: ')
  })

  it('case 9: a text of 1 MB is refused, one of 3,000 characters too', async () => {
    await expectRefused(
      kinds.path,
      answersOnly({ ...whole, why: 'x'.repeat(1_000_000) }),
      413,
      'larger than 256 KiB',
    )
    await expectRefused(
      kinds.path,
      answersOnly({ ...whole, why: 'x'.repeat(3000) }),
      422,
      'why: has 3000 characters',
    )
  })

  it('case 11: rows of a panel, which no question has, are refused', async () => {
    const rows = Array.from({ length: 300 }, () => ({ a: 1, b: 2 }))
    await expectRefused(mobile.path, submission({ panel: rows }), 422, 'panel: is not asked by this form')
    await expectRefused(mobile.path, submission({ imag1: rows }), 422, 'imag1: a list is not a number')
    const many = Array.from({ length: 5000 }, () => 1)
    await expectRefused(mobile.path, submission({ panel: many }), 400, 'holds more than 2000 entries')
  })

  it.each([
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '99999-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '2026-11-22',
    'yesterday',
    '',
  ])('case 12: the impossible beginning "%s" is refused', async (startedAt) => {
    await expectRefused(mobile.path, { ...submission(), startedAt }, 422, 'startedAt: ')
  })

  it('case 12: a wrong clock, a two-second completion and straight-lining are stored as they are', async () => {
    const now = Date.now()
    for (const startedAt of [new Date(now + 86_400_000), new Date(now - 2000), new Date(0)]) {
      await expectTaken(mobile.path, { ...submission(), startedAt: startedAt.toISOString() })
    }
    const items = Object.keys(submission().answers)
    await expectTaken(mobile.path, answersOnly(Object.fromEntries(items.map((item) => [item, 10]))))
  })
})
