/** Respondents that weighted ones are worth: (sum of weights) squared over the sum of squared weights. Kish (1965). */
export function kishSize(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.length === 0 ? 0 : sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0)
}
