import type { Receipt } from '../../api/contract/analysis.ts'
import type { Words } from './words.ts'

export interface ReceiptLine {
  readonly label: string
  readonly value: string
}

/** What anyone needs to get the same numbers again, in words; the copied receipt holds the same as JSON. */
export function receiptLines(receipt: Receipt, words: Words): readonly ReceiptLine[] {
  const { t, count, list, moment } = words
  const segments = Object.entries(receipt.segments)
  const { scheme, missing, resamples, seed } = receipt.options
  return [
    { label: t('receipt.waves'), value: list(receipt.waves.map(({ name }) => name)) },
    { label: t('receipt.brands'), value: list(receipt.brands.map(({ name }) => name)) },
    { label: t('receipt.instrument'), value: t('receipt.instrumentValue', receipt.instrument) },
    { label: t('receipt.form'), value: receipt.formContentHash },
    {
      label: t('receipt.segments'),
      value:
        segments.length === 0
          ? t('receipt.segmentsNone')
          : segments.map(([attribute, values]) => `${attribute} = ${values.join(', ')}`).join('; '),
    },
    { label: t('receipt.outside'), value: count(receipt.exclusions.outsideSegments) },
    { label: t('receipt.observations'), value: count(receipt.observations) },
    { label: t('receipt.partials'), value: partialsText(receipt, words) },
    { label: t('receipt.unanswered'), value: unansweredText(summed(receipt), words) },
    {
      label: t('receipt.options'),
      value: `scheme ${scheme}, missing ${missing}, resamples ${resamples}, seed ${seed}`,
    },
    { label: t('sure.sampling'), value: t(`sampling.${receipt.weights}`) },
    { label: t('receipt.fingerprint'), value: receipt.inputFingerprint },
    { label: t('receipt.software'), value: receipt.software },
    { label: t('receipt.computed'), value: moment(receipt.computedAt) },
  ]
}

/** Receipts written before there was a choice left them out. */
function partialsText(receipt: Receipt, { t, count }: Words): string {
  const partials: Receipt['partials'] | undefined = receipt.partials
  return partials?.choice === 'include'
    ? t('receipt.partialsIncluded', { count: count(partials.usable) })
    : t('receipt.partialsLeftOut')
}

/** Why an answer is no number, in the order they are told. */
const STATES = ['dont_know', 'not_applicable', 'refused', 'skipped', 'not_shown'] as const

/** Answers that are no number, by kind: "don't know 12 · skipped 3". */
export function unansweredText(
  byState: Readonly<Partial<Record<string, number>>>,
  { t, count }: Words,
): string {
  const known = STATES.flatMap((state) => {
    const answers = byState[state] ?? 0
    return answers === 0 ? [] : [t(`unanswered.${state}`, { count: count(answers) })]
  })
  return known.length === 0 ? t('sure.missingNone') : known.join(' · ')
}

/** Over all cells; the copied receipt has each. Receipts written before they were counted have none. */
function summed(receipt: Receipt): Readonly<Record<string, number>> {
  const cells: Receipt['unanswered'] | undefined = receipt.unanswered
  const byState: Record<string, number> = {}
  for (const cell of cells ?? []) {
    for (const [state, answers] of Object.entries(cell.byState))
      byState[state] = (byState[state] ?? 0) + answers
  }
  return byState
}
