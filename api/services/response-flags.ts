import type { CodeBook } from '../../stats/coding/code-book.ts'
import type { AnswerState } from '../../stats/coding/observation.ts'
import {
  type CheckResponse,
  compileChecks,
  type QualityCheck,
} from '../../stats/response-quality/check-response.ts'

export interface Arrived {
  readonly answers: Readonly<Record<string, unknown>>
  /** Places in the book, in the order shown; undefined: the book's. */
  readonly places: readonly number[] | undefined
  readonly states: readonly AnswerState[]
  readonly startedAt: string | undefined
  readonly receivedAt: string
  /** As the device told it; of what it does not say, nothing is held against anybody. */
  readonly paradata: Readonly<Record<string, unknown>>
}

const compiled = new WeakMap<CodeBook, CheckResponse>()

/** The checks that a response fails by itself; a form's are prepared once, as long as its book is kept. */
export function responseFlags(book: CodeBook, arrived: Arrived): readonly QualityCheck[] {
  const check = compiled.get(book) ?? compileChecks(book)
  compiled.set(book, check)
  const { answers, places, states, startedAt, receivedAt, paradata } = arrived
  return check(answers, {
    ...(places === undefined ? {} : { places }),
    states,
    seconds: secondsOnPages(paradata['pageSeconds']),
    elapsedSeconds: startedAt === undefined ? null : (Date.parse(receivedAt) - Date.parse(startedAt)) / 1000,
    trap: paradata['trap'] === true,
  })
}

/** With the time on all pages together, for comparing it with others'. */
export function withSeconds(
  paradata: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const seconds = secondsOnPages(paradata['pageSeconds'])
  return seconds === null ? paradata : { ...paradata, seconds }
}

function secondsOnPages(pages: unknown): number | null {
  if (typeof pages !== 'object' || pages === null) return null
  const times = Object.values(pages).filter((time): time is number => typeof time === 'number')
  return times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0)
}
