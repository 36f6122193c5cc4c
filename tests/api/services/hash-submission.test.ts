import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, sha256 } from '../../../api/canonical-json.ts'
import type { Submission } from '../../../api/contract/response.ts'
import { uuidv7 } from '../../../api/ids.ts'
import { hashSubmission } from '../../../api/services/hash-submission.ts'
import type { CodeBook } from '../../../stats/coding/code-book.ts'

const rating = (code: string) => ({ code, answer: { kind: 'rating', min: 1, max: 10 } })
const book = (loop?: object) =>
  ({
    fields: ['q10', 'q9', 'a.b', '9', '10', '质量'].map(rating),
    attributes: [{ code: 'region' }],
    ...(loop === undefined ? {} : { loop }),
  }) as unknown as CodeBook
const LOOPED = book({ fields: ['q9'], brands: [{ key: 'own', brandId: 'b1' }] })

const value = fc.oneof(fc.integer(), fc.double(), fc.string(), fc.jsonValue())
const answers = fc.dictionary(
  fc.constantFrom('q10', 'q9', 'a.b', '9', '10', '质量', 'region', 'brands', 'q9__own', 'strange'),
  value,
)
const submissions = fc.record(
  {
    language: fc.constantFrom('en', 'zh-Hans'),
    answers,
    brandId: fc.uuid(),
    form: fc.nat(),
    startedAt: fc.constant('2026-01-01T00:00:00Z'),
    paradata: fc.dictionary(fc.string(), fc.jsonValue()),
  },
  { requiredKeys: ['language', 'answers'] },
)

describe('the hash of a submission', () => {
  it('is that of its canonical JSON with the link, in any order of keys, asked by the form or not', () => {
    fc.assert(
      fc.property(submissions, fc.boolean(), (sent, looped) => {
        const submission = JSON.parse(JSON.stringify({ ...sent, id: uuidv7() })) as Submission
        const { id: _, ...body } = submission
        const turned = Object.fromEntries(Object.entries(submission.answers).reverse())
        const expected = sha256(canonicalJson({ ...body, collectorId: 'c' }))
        const form = looped ? LOOPED : book()
        expect(hashSubmission(form, submission, 'c')).toBe(expected)
        expect(hashSubmission(form, { ...submission, answers: turned }, 'c')).toBe(expected)
      }),
    )
  })

  it('is another one for one other answer, another link, or an answer more', () => {
    const submission = { id: uuidv7(), language: 'en', answers: { q9: 3, q10: 4 } } as Submission
    const hashes = [
      hashSubmission(LOOPED, submission, 'c'),
      hashSubmission(LOOPED, { ...submission, answers: { q9: 3, q10: 5 } }, 'c'),
      hashSubmission(LOOPED, { ...submission, answers: { q9: 3, q10: 4, strange: 1 } }, 'c'),
      hashSubmission(LOOPED, submission, 'd'),
    ]
    expect(new Set(hashes).size).toBe(4)
  })
})
