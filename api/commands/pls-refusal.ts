import type { AnalysisReason } from '../../stats/index.ts'

type Refusal = Exclude<AnalysisReason, 'not-converged'>

/** Why a path model cannot be estimated from the file, for the person who made it. */
export function plsRefusal(reason: Refusal, file: string, subject = ''): string {
  const sentences: Record<Refusal, string> = {
    'no-rows': 'no row is left after treating missing answers',
    'unanswered-item': `nobody answered item "${subject}"`,
    'too-few-cases': 'a path model needs at least 3 rows',
    'constant-item': `column "${subject}" is constant, so it cannot carry any weight`,
    inadmissible:
      'a construct declared a common factor has no reliability above 0; estimate it as a composite, without --consistent',
    collinear: 'items or constructs depend on each other exactly, so the regressions have no single answer',
    'undefined-correlation': `too few rows answered item "${subject}" together with another item`,
    'resamples-failed': 'hardly any resample had a solution',
  }
  return `${file}: ${sentences[reason]}`
}
