import { describe, expect, it } from 'vitest'
import { readParameters } from '../../api/forms/read-parameters.ts'
import { CATALOGUE } from '../../stats/instruments/catalogue.ts'
import type { Instrument } from '../../stats/instruments/instrument.ts'
import { kano } from '../../stats/instruments/kano.ts'
import { touchpoint } from '../../stats/instruments/touchpoint.ts'
import { toleranceZone } from '../../stats/instruments/zone-of-tolerance.ts'

const text = { en: 'one click' }
const reasons = (instrument: Instrument, given: Record<string, unknown>) =>
  readParameters(instrument, given).problems.map(({ parameter, reason }) => `${parameter} ${reason}`)
const entry = (one: unknown) => reasons(kano, { features: [one] })
const PICTURE = '01939b5c-8a00-7000-8000-000000000009'

describe('an entry', () => {
  it.each<[string, unknown]>([
    ['words alone', { key: 'a', text }],
    ['the longest key and words', { key: 'a'.repeat(40), text: { en: 'x'.repeat(300) } }],
    [
      'a description and a picture',
      { key: 'a', text, description: { en: 'x'.repeat(1000) }, picture: PICTURE },
    ],
  ])('may have %s', (_, one) => {
    expect(entry(one)).toEqual([])
  })

  it.each<[string, unknown]>([
    ['null', null],
    ['a word', 'a'],
    ['no key', { text }],
    ['an empty key', { key: '', text }],
    ['a key of 41', { key: 'a'.repeat(41), text }],
    ['a key in capitals', { key: 'A', text }],
    ['a key with a dot', { key: 'a.b', text }],
    ['a key with a template', { key: '{each}', text }],
    ['a key ending in a hyphen', { key: 'a-', text }],
    ['no words', { key: 'a' }],
    ['words that are a word', { key: 'a', text: 'one click' }],
    ['words in a strange language', { key: 'a', text: { fr: 'un clic' } }],
    ['empty words', { key: 'a', text: { en: '  ' } }],
    ['words of 301', { key: 'a', text: { en: 'x'.repeat(301) } }],
    ['words with NUL', { key: 'a', text: { en: 'a\0b' } }],
    ['words with half a surrogate', { key: 'a', text: { en: 'a\ud83d' } }],
    ['a description of 1,001', { key: 'a', text, description: { en: 'x'.repeat(1001) } }],
    ['a picture at an address', { key: 'a', text, picture: 'https://x.example/p.png' }],
    ['a picture by a path', { key: 'a', text, picture: `../${PICTURE}` }],
    ['something else', { key: 'a', text, type: 'html' }],
  ])('of %s is refused', (_, one) => {
    expect(entry(one)).toEqual(['features entry'])
  })

  it('takes neither description nor picture where none is shown', () => {
    for (const more of [{ description: text }, { picture: PICTURE }]) {
      expect(reasons(touchpoint, { touchpoints: [{ key: 'a', text, ...more }] })).toEqual([
        'touchpoints entry',
      ])
    }
  })
})

it.each<[Record<string, unknown>, string[]]>([
  [{ features: 'a' }, ['features not-a-list']],
  [{ features: Array.from({ length: 31 }, (_, i) => ({ key: `f${i}`, text })) }, ['features too-many']],
  [{ features: [{ key: 'a', text }], importance: 'yes' }, ['importance not-a-switch']],
  [{ features: [{ key: 'a', text }], most: 0 }, ['most out-of-range']],
  [{ features: [{ key: 'a', text }], most: 21 }, ['most out-of-range']],
  [{ features: [{ key: 'a', text }], most: 1.5 }, ['most out-of-range']],
  [{ features: [{ key: 'a', text }], most: '3' }, ['most out-of-range']],
  [{ features: [{ key: 'a', text }], colour: 1 }, ['colour unknown-parameter']],
])('Kano with %j: %j', (given, expected) => {
  expect(reasons(kano, given)).toEqual(expected)
})

it.each<[Record<string, unknown>, string[]]>([
  [{ dimensions: [] }, ['dimensions too-few']],
  [{ dimensions: ['empathy', 'empathy'] }, ['dimensions duplicate']],
  [{ dimensions: ['speed'] }, ['dimensions unknown-choice']],
  [{ dimensions: 'empathy' }, ['dimensions unknown-choice']],
])('a zone of tolerance with %j: %j', (given, expected) => {
  expect(reasons(toleranceZone, given)).toEqual(expected)
})

it('fills in defaults, and puts chosen parts in the instrument’s order', () => {
  expect(readParameters(kano, { features: [{ key: 'a', text }] }).settings).toEqual({
    features: [{ key: 'a', text }],
    importance: false,
    performance: false,
    most: 20,
  })
  const { settings } = readParameters(toleranceZone, { dimensions: ['empathy', 'tangibles'] })
  expect(settings['dimensions']).toEqual(['tangibles', 'empathy'])
})

it('reads null as the default, like what is missing, for every setting of every instrument', () => {
  const kinds = new Set<string>()
  for (const instrument of CATALOGUE) {
    const parameters = instrument.parameters ?? []
    for (const { kind } of parameters) kinds.add(kind)
    const given = Object.fromEntries(parameters.map(({ name }) => [name, null]))
    expect(readParameters(instrument, given)).toEqual(readParameters(instrument, {}))
  }
  expect([...kinds].sort()).toEqual(['choice', 'entries', 'number', 'subset', 'switch'])
})
