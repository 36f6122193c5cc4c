import type { Problem } from '../stats/coding/observation.ts'
import type { ErrorBody, Language } from './contract/common.ts'

export type ErrorStatus = 400 | 401 | 403 | 404 | 408 | 409 | 410 | 413 | 415 | 422 | 429 | 503

/** Every refusal a caller may see. Anything else that is thrown is a bug and answered 500 without detail. */
export class ApiError extends Error {
  readonly status: ErrorStatus
  readonly code: string
  readonly problems: readonly Problem[] | undefined
  /** Of the person who is refused, where it is known. */
  language: Language | null = null

  constructor(status: ErrorStatus, code: string, message: string, problems?: readonly Problem[]) {
    super(message)
    this.status = status
    this.code = code
    this.problems = problems
  }

  /** The same, to somebody who reads this language. */
  to(language: Language | null): this {
    this.language = language
    return this
  }
}

export const notFound = (noun: string) =>
  new ApiError(404, 'not-found', `${noun}: there is none with this id`)

/** How an error looks on the wire. */
export function errorBody(
  code: string,
  message: string,
  requestId: string,
  problems?: readonly Problem[],
): ErrorBody {
  return {
    error: {
      code,
      message,
      requestId,
      ...(problems === undefined ? {} : { problems: problems.map((problem) => ({ ...problem })) }),
    },
  }
}

/** PostgreSQL is away, restarting, out of connections or out of room: ours to say, and worth trying again. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (/^(08|57P|53)/.test(code)) return true
  if (['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'].includes(code)) return true
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|server closed the connection|the database system is/i.test(
    error.message,
  )
}
