import { type Random, uniform } from '../core/random.ts'

/** A sparse answers x words table: answer i holds the words `columns[i]` with the weights `values[i]`. */
export interface SparseRows {
  readonly columns: readonly (readonly number[])[]
  readonly values: readonly (readonly number[])[]
  readonly width: number
}

export interface FactoredWords {
  /** Answers x topics and topics x words, row-major, from 0. */
  readonly byAnswer: Float64Array
  readonly byWord: Float64Array
  /** Kullback-Leibler divergence of the table from their product. */
  readonly divergence: number
}

/**
 * Non-negative factors of a sparse table by Lee and Seung's multiplicative steps on the divergence, which never rises:
 * rows and columns of the table are explained as sums of a few topics. Lee & Seung (2001).
 */
export function factorWords(
  table: SparseRows,
  topics: number,
  random: Random,
  { iterations = 150, tolerance = 1e-6 }: { readonly iterations?: number; readonly tolerance?: number } = {},
): FactoredWords {
  const { columns, values, width } = table
  const rows = columns.length
  const byAnswer = Float64Array.from({ length: rows * topics }, () => 0.2 + uniform(random))
  const byWord = Float64Array.from({ length: topics * width }, () => 0.2 + uniform(random))
  let divergence = Number.POSITIVE_INFINITY
  for (let iteration = 0; iteration < iterations; iteration++) {
    const answerTop = new Float64Array(byAnswer.length)
    const wordTop = new Float64Array(byWord.length)
    let log = 0
    for (let i = 0; i < rows; i++) {
      columns[i]!.forEach((word, at) => {
        let made = 1e-12
        for (let k = 0; k < topics; k++) made += byAnswer[i * topics + k]! * byWord[k * width + word]!
        const value = values[i]![at]!
        log += value * Math.log(value / made) - value
        for (let k = 0; k < topics; k++) {
          answerTop[i * topics + k]! += (value / made) * byWord[k * width + word]!
          wordTop[k * width + word]! += (value / made) * byAnswer[i * topics + k]!
        }
      })
    }
    const answerSums = new Float64Array(topics)
    const wordSums = new Float64Array(topics)
    byAnswer.forEach((value, at) => {
      answerSums[at % topics]! += value
    })
    byWord.forEach((value, at) => {
      wordSums[Math.floor(at / width)]! += value
    })
    const made = answerSums.reduce((sum, value, k) => sum + value * wordSums[k]!, 0)
    const next = log + made
    const settled = divergence - next < tolerance * Math.max(1, Math.abs(next))
    divergence = next
    if (settled) break
    // Words and answers take turns: moving both at once could raise the divergence.
    if (iteration % 2 === 0)
      for (let at = 0; at < byWord.length; at++)
        byWord[at]! *= wordTop[at]! / Math.max(1e-12, answerSums[Math.floor(at / width)]!)
    else
      for (let at = 0; at < byAnswer.length; at++)
        byAnswer[at]! *= answerTop[at]! / Math.max(1e-12, wordSums[at % topics]!)
  }
  return { byAnswer, byWord, divergence }
}
