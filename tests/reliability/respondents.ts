import { uuidv7 } from '../../api/ids.ts'
import { submission } from '../submission.ts'

export interface Load {
  /** Ids the server has acknowledged with 201. */
  readonly acknowledged: ReadonlySet<string>
  /** Every id that was ever sent. */
  readonly sent: ReadonlySet<string>
  /** Answers that were neither 201 nor 503: nobody should see one. */
  readonly surprises: readonly string[]
  /** Sends no new answers, and resolves when every one sent has been acknowledged. */
  finish(): Promise<void>
}

/** Respondents who never give up: each sends one answer, again and again under its id, until it is acknowledged. */
export function startRespondents(address: string, many: number): Load {
  const acknowledged = new Set<string>()
  const sent = new Set<string>()
  const surprises: string[] = []
  let going = true

  const respondents = Array.from({ length: many }, async () => {
    while (going) {
      const body = submission({}, uuidv7())
      sent.add(body.id)
      while (!acknowledged.has(body.id)) {
        const status = await post(address, body)
        if (status === 201) acknowledged.add(body.id)
        else {
          if (status !== 0 && status !== 503) surprises.push(`${status} for ${body.id}`)
          await new Promise((done) => setTimeout(done, 30))
        }
      }
    }
  })
  return {
    acknowledged,
    sent,
    surprises,
    finish: async () => {
      going = false
      await Promise.all(respondents)
    },
  }
}

/** The status; 0 when no answer came. */
async function post(address: string, body: unknown): Promise<number> {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    })
    await answer.arrayBuffer()
    return answer.status
  } catch {
    return 0
  }
}
