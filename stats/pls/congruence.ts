import type { PlsAssessment } from './assess-pls.ts'
import type { PlsEstimate } from './estimate-pls.ts'
import { constructPairs } from './heterotrait.ts'
import type { PathModel } from './path-model.ts'

/**
 * How alike two constructs stand to all constructs: the cosine of their rows of construct correlations, each construct's
 * correlation with itself being its rho_A (1 for regression weights). Near 1 the two mean the same in this network.
 * Franke, Sarstedt & Danks (2021), Journal of Business Research 130.
 */
export function congruence(
  { constructs }: PathModel,
  { constructCorrelations }: PlsEstimate,
  { reliability }: PlsAssessment,
): { readonly constructs: readonly [string, string]; readonly value: number }[] {
  const names = constructs.map(({ name }) => name)
  const rows = names.map((name) =>
    names.map((other) =>
      name === other ? (reliability[name]!.rhoA ?? 1) : constructCorrelations[name]![other]!,
    ),
  )
  const dot = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, value, k) => sum + value * b[k]!, 0)
  return constructPairs(names.length).map(([j, k]) => ({
    constructs: [names[j]!, names[k]!],
    value: dot(rows[j]!, rows[k]!) / Math.sqrt(dot(rows[j]!, rows[j]!) * dot(rows[k]!, rows[k]!)),
  }))
}
