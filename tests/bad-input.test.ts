import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const TESTS = fileURLToPath(new URL('.', import.meta.url))

/** What respondents and strangers send, one number per case; tests carry `case 7` or `cases 3, 4` in their titles. */
const CASES: Readonly<Record<number, string>> = {
  1: 'a rating out of range, negative, fractional, a text, a list, 1e999',
  2: 'a choice not offered, twice, too many',
  3: 'half a Kano pair, halves of two features',
  4: 'a SERVQUAL expectation without perception, an unknown item',
  5: 'required answers missing; required only when visible',
  6: 'answers to hidden questions, to another form, to an older one',
  7: 'unknown keys, 100,000 keys, __proto__, constructor',
  8: 'NUL, half surrogates, right-to-left override, zero width, emoji',
  9: 'a text of 1 MB, a body of 10 MB, packed, without length, slow',
  10: '5,000-deep JSON, keys twice, malformed, a list, empty, a byte-order mark',
  11: 'thousands of rows in a panel',
  12: 'impossible dates, wrong clocks, two seconds, straight-lining',
  13: 'the same submission in parallel',
  14: 'stored, but the client timed out and tries again',
  15: 'one single-use link finished in two browsers',
  16: 'guessing tokens, sequential tokens, the time a miss takes',
  17: 'a token tampered with, expired, revoked, of another survey',
  18: 'PINs tried; asked for at the API',
  19: 'resuming or editing another person’s answers',
  20: 'a quota of 1 with 50 answers in parallel; an error must not let them in',
  21: 'a draft, a closed, a deleted wave; closing while somebody fills in',
  22: 'markup in an answer, on every page, in mail, charts, file names',
  23: 'prefill by the address',
  24: 'form JSON with script, javascript:, SVG, choicesByUrl',
  25: 'patterns that explode, 10,000 nodes, circular visibility',
  26: 'metacharacters of SQL and JSON paths in filters, sorts, groups, ids',
  27: 'formulas in exports, $& in templates',
  28: 'crafted files: header only, UTF-16, a million rows, zip-slip, entities',
  29: 'uploads: double extension, HTML and SVG as a picture, .., another tenant',
  37: 'segments of a few people, differencing, names in verbatims',
  38: 'one respondent erased everywhere',
}

/** The numbers that the titles of a file's tests name. */
function casesOf(text: string): number[] {
  const titles = text.matchAll(/\bcases? (\d+(?:(?:, | and )\d+|[-–]\d+)*)\b/g)
  return [...titles].flatMap(([, numbers = '']) =>
    numbers.split(/, | and /).flatMap((part) => {
      const [from = 0, to = from] = part.split(/[-–]/).map(Number)
      return Array.from({ length: to - from + 1 }, (_, i) => from + i)
    }),
  )
}

/** Titles of `it` and `describe` alone: a comment proves nothing. Whole texts follow a table by some lines. */
function titlesOf(text: string): string {
  return [...text.matchAll(/(?:\b(?:it|describe)(?:\.\w+)*\(|\]\)\(|\)\()\s*(['"`])((?:\\.|(?!\1).)*)\1/g)]
    .map(([, , title]) => title)
    .join('\n')
}

const FILES = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.test\.tsx?$/.test(file) && file !== 'bad-input.test.ts',
)
const held = new Map<number, string[]>()
for (const file of FILES) {
  for (const number of casesOf(titlesOf(readFileSync(join(TESTS, file), 'utf8')))) {
    held.set(number, [...new Set([...(held.get(number) ?? []), file])])
  }
}

describe('bad input', () => {
  it.each(Object.entries(CASES))('%s, %s: has its test', (number) => {
    expect(held.get(Number(number)) ?? []).not.toEqual([])
  })

  it('reads titles as people write them', () => {
    const text = [
      "it('case 7: a', () => {})",
      "it.each([1])('cases 3, 4: b', () => {})",
      "it.each<[a, b]>([\n  ['x', 1],\n])(\n  'cases 10-12: c %s',\n  async () => {})",
      "describe('cases 20 and 21: d', () => {})",
      '// case 99: a comment',
    ].join('\n')
    expect(casesOf(titlesOf(text))).toEqual([7, 3, 4, 10, 11, 12, 20, 21])
  })
})
