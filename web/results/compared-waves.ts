import type { Receipt } from '../../api/contract/analysis.ts'

/** Without the waves that were asked another model, or none: their answers are in none of the numbers. */
export function comparedWaves<Wave extends { readonly id: string }>(
  waves: readonly Wave[],
  receipt: Receipt | null,
): readonly Wave[] {
  const left = leftOutOf(receipt).filter(({ waveId }) => receipt?.waves.every(({ id }) => id !== waveId))
  return waves.filter(({ id }) => !left.some(({ waveId }) => waveId === id))
}

/** Receipts written before models were told apart leave nothing out. */
export function leftOutOf(receipt: Receipt | null): Receipt['leftOut'] {
  const left: Receipt['leftOut'] | undefined = receipt?.leftOut
  return left ?? []
}
