import type { Receipt } from '../../api/contract/analysis.ts'
import type { Words } from './words.ts'

export interface ReceiptLine {
  readonly label: string
  readonly value: string
}

/** What anyone needs to get the same numbers again, in words; the copied receipt holds the same as JSON. */
export function receiptLines(receipt: Receipt, { t, count, list, moment }: Words): readonly ReceiptLine[] {
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
