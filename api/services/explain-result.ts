const SENTENCES: Readonly<Record<string, (subject: string) => string>> = {
  'base-too-small': () => 'fewer than ten people answered this, so no numbers are shown',
  'too-few-answers': (of) => `there are too few answers${of} to show`,
  'would-single-out': () =>
    'shown beside other numbers, it would tell what a few people answered; choose a wider filter',
  'no-answers': (of) => `nobody answered${of}`,
  'no-rows': () => 'nobody answered all that the method reads',
  'no-variance': (of) => `everybody gave the same answer${of}, so there is nothing to compare`,
  constant: (of) => `everybody gave the same answer${of}, so it explains nothing`,
  'one-outcome-only': () => 'everybody did the same, so there is nothing to explain',
  collinear: () => 'some questions were answered exactly alike, so their parts cannot be told apart',
  separated: () => 'the outcome is predicted perfectly, so the curve has no single answer',
  'no-words': () => 'no word is used in enough answers',
  'too-few-words': () => 'fewer words than topics are used in enough answers',
  'not-two-groups': (of) => `there are not two groups of answers to compare${of}`,
  'too-few-cases': (of) => `there are too few complete answers${of} for this method`,
  'too-few-different': () => 'there are too few different answers to form groups',
  'too-few-pairs': () => 'fewer than two people answered both questions',
  'too-few-levels': () => 'fewer than two levels were answered',
  'nothing-to-compare': () => 'there are not two groups of answers to compare',
  'not-converged': () => 'the estimation did not settle; more answers usually help',
  'no-solution': () => 'the answers lead to no solution; more answers usually help',
  'resamples-failed': () => 'too many resamples had no solution; more answers usually help',
  'not-estimable': () => 'nobody gave enough very low and very high ratings',
  'nobody-eligible': () => 'nobody answered what decides who is counted',
  'no-customers': () => 'nobody answered as a customer',
}

/** Why a result holds no numbers, as a sentence; null where it holds some. */
export function explainResult(result: unknown): string | null {
  if (typeof result !== 'object' || result === null || 'estimate' in result) return null
  const { reason, subject } = result as { readonly reason?: string; readonly subject?: string }
  if (reason === undefined) return null
  const of = subject === undefined ? '' : ` (${subject})`
  return SENTENCES[reason]?.(of) ?? `the answers do not allow it yet: ${reason.replaceAll('-', ' ')}${of}`
}
