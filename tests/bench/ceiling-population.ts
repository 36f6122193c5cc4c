import { normalQuantile } from '../../stats/core/normal.ts'
import type { Observations } from '../../stats/core/observations.ts'
import { seeded, uniform } from '../../stats/core/random.ts'
import { acsi as instrument } from '../../stats/instruments/acsi.ts'
import { specifyModel } from '../../stats/pls/specify-model.ts'

/** The ACSI model: 6 constructs, 14 items, 9 paths. Fornell et al. (1996). */
export const acsi = specifyModel({
  constructs: instrument.constructs,
  paths: instrument.paths,
  scale: { min: 1, max: 10 },
})

const EFFECTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Expectation: {},
  Quality: { Expectation: 0.45 },
  Value: { Expectation: 0.1, Quality: 0.5 },
  Satisfaction: { Expectation: 0.1, Quality: 0.5, Value: 0.3 },
  Complaints: { Satisfaction: -0.4 },
  Loyalty: { Satisfaction: 0.6, Complaints: -0.1 },
}
/** How far what the causes leave unexplained spreads. */
const LEFT: Readonly<Record<string, number>> = {
  Expectation: 1,
  Quality: 0.9,
  Value: 0.8,
  Satisfaction: 0.65,
  Complaints: 0.9,
  Loyalty: 0.7,
}
const LOADINGS = [0.85, 0.75, 0.8]
const CENTRES = [8.4, 8.8, 8, 8.8, 3.2, 8.6]
const SPREADS = [1.6, 1.6, 2, 1.8, 2.4, 2.4]
const TAIL = 0.7

/**
 * `rows` contented respondents: up to half of them answer 10, a discontented tail reaches down to 1. Constructs have skewed
 * disturbances (an exponential tail and a normal), so that answers are neither normal nor of one spread.
 */
export function drawContented(rows: number, { seed, draw }: { seed: number; draw: number }): Observations {
  const random = seeded(seed, { stream: 7, draw })
  const p = acsi.items.length
  const values = new Float64Array(rows * p)
  const scores = new Map<string, number>()
  for (let i = 0; i < rows; i++) {
    for (const name of acsi.causalOrder) {
      const causes = Object.entries(EFFECTS[name]!)
      const expected = causes.reduce((sum, [cause, b]) => sum + b * scores.get(cause)!, 0)
      const down = name === 'Complaints' ? -1 : 1
      scores.set(name, expected + down * LEFT[name]! * discontent(random))
    }
    let h = 0
    acsi.constructs.forEach(({ name, items }, j) => {
      for (let at = 0; at < items.length; at++, h++) {
        const loading = LOADINGS[at]!
        const noise = Math.sqrt(1 - loading * loading) * normalQuantile(uniform(random))
        const answer = CENTRES[j]! + 0.3 * at + SPREADS[j]! * (loading * scores.get(name)! + noise)
        values[i * p + h] = Math.min(10, Math.max(1, Math.round(answer)))
      }
    })
  }
  return { items: acsi.items, rows, values }
}

/** Mean 0, variance 1, skewness -0.7: few far below, many a little above. */
export function discontent(random: () => number): number {
  const tail = 1 + Math.log(uniform(random))
  return TAIL * tail + Math.sqrt(1 - TAIL * TAIL) * normalQuantile(uniform(random))
}
