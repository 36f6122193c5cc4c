/** What tells two responses of one person from those of two. Left-out keys are not compared. */
export interface ResponseMark {
  readonly token?: string
  readonly device?: string
  /** Coded answers, null for none; same length for all. */
  readonly answers: readonly (number | string | null)[]
  readonly openText?: string
}

export const DUPLICATE_KINDS = ['same-token', 'same-device-and-answers', 'same-text'] as const
export type DuplicateKind = (typeof DUPLICATE_KINDS)[number]

/** `second` came later and repeats `first`. */
export interface DuplicatePair {
  readonly first: number
  readonly second: number
  readonly kind: DuplicateKind
  /** Share of the answers that are the same, of those given by both. */
  readonly sameAnswers?: number
}

/**
 * Same invitation token (hard); same device and at least 90 % the same answers (soft); the same open text of at least 10
 * characters. Each response is compared with the first one of its key, so the work stays linear. Handbook 16.1.
 */
export function findDuplicates(
  responses: readonly ResponseMark[],
  {
    sameShare = 0.9,
    shortestText = 10,
  }: { readonly sameShare?: number; readonly shortestText?: number } = {},
): DuplicatePair[] {
  const width = responses[0]?.answers.length ?? 0
  const odd = responses.findIndex(({ answers }) => answers.length !== width)
  if (odd >= 0)
    throw new RangeError(
      `findDuplicates: response ${odd} has ${responses[odd]!.answers.length} answers, expected ${width}`,
    )
  const tokens = new Map<string, number>()
  const texts = new Map<string, number>()
  const devices = new Map<string, number[]>()
  const pairs: DuplicatePair[] = []
  responses.forEach(({ token, device, answers, openText }, second) => {
    const seen = (map: Map<string, number>, key: string | undefined, kind: DuplicateKind) => {
      if (key === undefined) return
      const first = map.get(key)
      if (first === undefined) map.set(key, second)
      else pairs.push({ first, second, kind })
    }
    seen(tokens, token, 'same-token')
    const text = openText?.normalize('NFKC').trim().toLowerCase()
    seen(texts, text !== undefined && [...text].length >= shortestText ? text : undefined, 'same-text')
    if (device === undefined) return
    const before = devices.get(device) ?? []
    for (const first of before) {
      const sameAnswers = shareSame(responses[first]!.answers, answers)
      if (sameAnswers === undefined || sameAnswers < sameShare) continue
      pairs.push({ first, second, kind: 'same-device-and-answers', sameAnswers })
      return
    }
    // A kiosk is one device with many people: the newest hundred are compared.
    devices.set(device, [...before.slice(-99), second])
  })
  return pairs
}

function shareSame(
  a: readonly (number | string | null)[],
  b: readonly (number | string | null)[],
): number | undefined {
  const both = a.flatMap((answer, i) => (answer === null || b[i] === null ? [] : [i]))
  if (both.length === 0) return undefined
  return both.filter((i) => a[i] === b[i]).length / both.length
}
