import { seeded } from '../core/random.ts'

/**
 * A fold 0 .. folds - 1 for every row: sizes differ by one at most, which row goes where is drawn by (seed, draw).
 * Fisher & Yates shuffle of 0, 1, .., folds - 1, 0, 1, ..
 */
export function drawFolds(
  rows: number,
  folds: number,
  { seed, draw }: { seed: number; draw: number },
): Int32Array {
  const assigned = Int32Array.from({ length: rows }, (_, i) => i % folds)
  shuffle(assigned, { seed, draw })
  return assigned
}

/** Puts the values in an order drawn by (seed, stream, draw), in place. */
export function shuffle(
  values: Int32Array,
  { seed, stream = 0, draw }: { seed: number; stream?: number; draw: number },
): void {
  const random = seeded(seed, { stream, draw })
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor((random() / 0x1_0000_0000) * (i + 1))
    const held = values[i]!
    values[i] = values[j]!
    values[j] = held
  }
}
