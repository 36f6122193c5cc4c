import { isUsable, USABLE } from './usable-number.ts'

/**
 * The non-decreasing sequence closest to `values` by weighted squares: neighbours that fall are pooled.
 * Throws when sizes differ or a weight is not above 0. Ayer et al. (1955).
 */
export function isotonic(
  values: readonly number[],
  weights: readonly number[] = values.map(() => 1),
): number[] {
  if (weights.length !== values.length) {
    throw new RangeError(`isotonic: ${weights.length} weights for ${values.length} values`)
  }
  if (weights.some((weight) => !(weight > 0))) throw new RangeError('isotonic: weights must be above 0')
  if (![...values, ...weights].every(isUsable)) {
    throw new RangeError(`isotonic: a value or weight is not ${USABLE}`)
  }
  const pools: { value: number; weight: number; size: number }[] = []
  values.forEach((value, i) => {
    let pool = { value, weight: weights[i]!, size: 1 }
    for (
      let before = pools.at(-1);
      before !== undefined && before.value > pool.value;
      before = pools.at(-1)
    ) {
      pools.pop()
      const weight = before.weight + pool.weight
      const mean = (before.value * before.weight + pool.value * pool.weight) / weight
      pool = { value: mean, weight, size: before.size + pool.size }
    }
    pools.push(pool)
  })
  return pools.flatMap(({ value, size }) => new Array<number>(size).fill(value))
}
