import type { CodeBook } from '../../stats/coding/code-book.ts'
import { loopedKey } from '../../stats/coding/code-loop.ts'
import { canonicalJson, prepareCanonicalJson, sha256 } from '../canonical-json.ts'
import type { Submission } from '../contract/response.ts'

const prepared = new WeakMap<CodeBook, (answers: Submission['answers']) => string>()

/**
 * What tells a retry from other answers under the same id: the hash of everything sent but the id, and of the link, which
 * says which wave and brand were answered. Of the same body, whatever its keys' order, always the same.
 */
export function hashSubmission(
  book: CodeBook,
  { id: _, answers, ...rest }: Submission,
  collectorId: string,
): string {
  const writeAnswers = prepared.get(book) ?? prepareCanonicalJson(keysOf(book))
  prepared.set(book, writeAnswers)
  // canonicalJson({ answers, ...rest, collectorId }): "answers" comes before every other key.
  return sha256(`{"answers":${writeAnswers(answers)},${canonicalJson({ ...rest, collectorId }).slice(1)}`)
}

const keysOf = ({ fields, attributes, loop }: CodeBook): readonly string[] => [
  ...[...fields, ...attributes].map(({ code }) => code),
  ...(loop?.brands ?? []).flatMap(({ key }) => (loop?.fields ?? []).map((code) => loopedKey(code, key))),
  'brands',
]
