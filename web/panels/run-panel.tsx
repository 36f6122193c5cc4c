import { Button } from '@mantine/core'
import type { Analysis } from '../../api/contract/analysis.ts'
import { Progress } from '../parts/progress.tsx'
import { useWords } from './words.ts'

export interface RunPanelProps {
  /** Where the numbers shown come from: a stored full run, or a quick look. */
  readonly shown: { readonly stored: boolean; readonly fresh: boolean; readonly computedAt?: string }
  /** The run going on or just ended, if any. */
  readonly run?: Pick<Analysis, 'status' | 'progress' | 'secondsLeft' | 'failure'>
  readonly resamples: number
  readonly mayRun: boolean
  readonly onStart: () => void
  readonly onStop: () => void
}

/** Quick margins at once, the full resampling on request: how far it is, how long it takes, and a way to stop. */
export function RunPanel({ shown, run, resamples, mayRun, onStart, onStop }: RunPanelProps) {
  const { t, count, moment, sentences } = useWords()
  if (run?.status === 'queued' || run?.status === 'running') {
    return (
      <div className="run-panel no-print">
        <Progress
          label={t(run.status === 'queued' ? 'run.queued' : 'run.progress', { count: count(resamples) })}
          share={run.progress}
          secondsLeft={run.secondsLeft}
          {...(mayRun ? { onStop } : {})}
        />
      </div>
    )
  }
  const quick = !shown.stored
  const said = [
    quick ? t('run.quick') : t('run.stored', { when: shown.computedAt ? moment(shown.computedAt) : '' }),
    ...(shown.fresh ? [] : [t('run.stale')]),
    ...(run?.status === 'failed' ? [t('run.failed', { reason: run.failure ?? '' })] : []),
    ...(run?.status === 'cancelled' ? [t('run.cancelled')] : []),
    ...((quick || !shown.fresh) && !mayRun ? [t('run.viewer')] : []),
  ]
  return (
    <div className="run-panel">
      <p role="status">{sentences(said)}</p>
      {mayRun && (quick || !shown.fresh) && (
        <Button variant="default" size="sm" className="no-print" onClick={onStart}>
          {quick ? t('run.start', { count: count(resamples) }) : t('run.again')}
        </Button>
      )}
    </div>
  )
}
