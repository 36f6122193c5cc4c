import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import type { Receipt } from '../../api/contract/analysis.ts'
import type { IntervalMethod } from '../../stats/core/interval.ts'
import type { PathAnalysis } from '../../stats/pls/path-analysis.ts'
import { Panel } from './panel.tsx'
import { receiptLines, unansweredText } from './receipt-lines.ts'
import { reasonText, type Subject } from './subject.ts'
import { useWords, type Words } from './words.ts'

export type WeightRule = 'own' | 'pooled'

export interface SurePanelProps {
  readonly subject: Subject
  readonly weightRule: WeightRule
  readonly receipt: Receipt | null
}

/** How sure are we: what the numbers stand on, in plain words, and the receipt to get them again. */
export function SurePanel({ subject, weightRule, receipt }: SurePanelProps) {
  const words = useWords()
  const { t } = words
  const { cell } = subject
  return (
    <Panel
      title={t('sure.title')}
      answer={
        cell.ok
          ? sureVerdict(subject, cell.value, words)
          : t('figure.none', { reason: reasonText(cell, words) })
      }
      after={
        <>
          {cell.ok && (
            <dl className="facts">
              {facts(cell.value, subject, weightRule, words).map(({ label, value }) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          )}
          {cell.ok && <Warnings analysis={cell.value} subject={subject} words={words} />}
          {receipt === null ? (
            <p className="panel-note">{t('sure.noReceipt')}</p>
          ) : (
            <ReceiptBlock receipt={receipt} words={words} />
          )}
        </>
      }
    />
  )
}

function sureVerdict(
  { brand, wave, target, index }: Subject,
  analysis: PathAnalysis,
  { t, count, margin }: Words,
): string {
  const said = { brand, wave, valid: count(analysis.sampleSize), total: count(analysis.totalSize) }
  const interval = index[target]?.interval
  return interval ? t('sure.answer', { ...said, margin: margin(interval) }) : t('sure.answerQuick', said)
}

function facts(analysis: PathAnalysis, subject: Subject, weightRule: WeightRule, words: Words) {
  const { t, count, percent, estimate } = words
  const { missing, resamples, options } = analysis
  const index = subject.index[subject.target]
  const pooled = subject.pooledIndex?.[subject.target]
  const holes = Object.entries(missing.shareByItem)
    .filter(([, share]) => share > 0)
    .sort(([, a], [, b]) => b - a)
  const [worst] = holes
  return [
    {
      label: t('sure.answers'),
      value: t('sure.answersValue', { valid: count(analysis.sampleSize), total: count(analysis.totalSize) }),
    },
    ...(analysis.weighted
      ? [{ label: t('sure.effective'), value: count(Math.round(analysis.effectiveSize)) }]
      : []),
    {
      label: t('sure.missing'),
      value:
        worst === undefined
          ? t('sure.missingNone')
          : t('sure.missingValue', {
              share: percent(worst[1]),
              item: subject.questionOf(worst[0]),
              items: count(holes.length),
            }),
    },
    { label: t('sure.unanswered'), value: unansweredText(subject.unanswered, words) },
    { label: t('sure.treatment'), value: t(`missing.${missing.applied}`) },
    { label: t('sure.replaced'), value: t('sure.replacedValue', { count: count(missing.replacedCells) }) },
    { label: t('sure.dropped'), value: count(missing.droppedRows) },
    ...(index ? [{ label: t('sure.margin'), value: estimate(index.value, index.interval) }] : []),
    { label: t('sure.method'), value: t('sure.methodValue', { scheme: t(`scheme.${options.scheme}`) }) },
    {
      label: t('sure.resamples'),
      value: resamples
        ? t('sure.resamplesValue', {
            count: count(resamples.count),
            failed: count(resamples.failed),
            seed: String(resamples.seed),
          })
        : t('sure.resamplesQuick'),
    },
    {
      label: t('sure.comparing'),
      value: t(comparing(index?.interval?.method)),
    },
    { label: t('sure.weights'), value: t(`weightRule.${weightRule}`) },
    ...(pooled ? [{ label: t('sure.pooled'), value: estimate(pooled.value, pooled.interval) }] : []),
    { label: t('sure.bases'), value: t('sure.basesValue') },
  ]
}

/** Resampled intervals are quantiles; by formula they stand on standard errors, as differences and p always do. */
function comparing(method: IntervalMethod | undefined): string {
  if (method === 'expanded' || method === 'percentile') return 'sure.comparingValue'
  return method === 'influence' ? 'sure.comparingFormula' : 'sure.comparingKnown'
}

/** Warnings about single items stand beside their construct; here is what concerns the whole model. */
const OF_THE_MODEL = [
  'too-few-cases',
  'small-effective-size',
  'failed-resamples',
  'not-positive-definite',
  'index-undefined',
  'r-squared-above-one',
  'loading-above-one',
]

function Warnings({ analysis, subject, words }: { analysis: PathAnalysis; subject: Subject; words: Words }) {
  const warnings = analysis.warnings.filter(({ code }) => OF_THE_MODEL.includes(code))
  if (warnings.length === 0) return null
  return (
    <ul className="panel-warnings">
      {warnings.map(({ code, subject: about }) => (
        <li key={`${code} ${about ?? ''}`}>
          {words.t(`warning.${code}`, { subject: about === undefined ? '' : subject.titleOf(about) })}
        </li>
      ))}
    </ul>
  )
}

function ReceiptBlock({ receipt, words }: { receipt: Receipt; words: Words }) {
  const { t } = words
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <details className="receipt">
      <summary>{t('sure.receipt')}</summary>
      <p className="panel-note">{t('sure.receiptNote')}</p>
      <dl className="facts">
        {receiptLines(receipt, words).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Button
        variant="default"
        size="sm"
        className="no-print"
        onClick={() => clipboard.copy(JSON.stringify(receipt, null, 2))}
      >
        <span aria-live="polite">{t(clipboard.copied ? 'sure.copied' : 'sure.copy')}</span>
      </Button>
    </details>
  )
}
