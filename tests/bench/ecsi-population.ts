import { normalQuantile } from '../../stats/core/normal.ts'
import type { Observations } from '../../stats/core/observations.ts'
import { seeded, uniform } from '../../stats/core/random.ts'
import { specifyModel } from '../../stats/pls/specify-model.ts'

/** The ECSI mobile-phone model: 7 constructs, 24 items, 12 paths. Tenenhaus et al. (2005). */
export const ecsi = specifyModel({
  constructs: [
    { name: 'Image', items: ['IMAG1', 'IMAG2', 'IMAG3', 'IMAG4', 'IMAG5'] },
    { name: 'Expectation', items: ['CUEX1', 'CUEX2', 'CUEX3'] },
    { name: 'Quality', items: ['PERQ1', 'PERQ2', 'PERQ3', 'PERQ4', 'PERQ5', 'PERQ6', 'PERQ7'] },
    { name: 'Value', items: ['PERV1', 'PERV2'] },
    { name: 'Satisfaction', items: ['CUSA1', 'CUSA2', 'CUSA3'] },
    { name: 'Complaints', items: ['CUSCO'] },
    { name: 'Loyalty', items: ['CUSL1', 'CUSL2', 'CUSL3'] },
  ],
  paths: [
    ['Image', 'Expectation'],
    ['Image', 'Satisfaction'],
    ['Image', 'Loyalty'],
    ['Expectation', 'Quality'],
    ['Expectation', 'Value'],
    ['Expectation', 'Satisfaction'],
    ['Quality', 'Value'],
    ['Quality', 'Satisfaction'],
    ['Value', 'Satisfaction'],
    ['Satisfaction', 'Complaints'],
    ['Satisfaction', 'Loyalty'],
    ['Complaints', 'Loyalty'],
  ],
  scale: { min: 1, max: 10 },
})

/** Paths of the generating model, near the estimates on the mobile-phone data. */
const EFFECTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Image: {},
  Expectation: { Image: 0.5 },
  Quality: { Expectation: 0.56 },
  Value: { Expectation: 0.05, Quality: 0.56 },
  Satisfaction: { Image: 0.18, Expectation: 0.06, Quality: 0.51, Value: 0.19 },
  Complaints: { Satisfaction: 0.53 },
  Loyalty: { Image: 0.2, Satisfaction: 0.49, Complaints: 0.07 },
}
const LOADINGS = [0.8, 0.7, 0.75, 0.65, 0.85, 0.7, 0.6]
const CENTRES = [7.6, 7.4, 7.7, 6.6, 7.4, 7.1, 7.0]
const SPREADS = [1.7, 1.9, 1.6, 2.1, 1.8, 2.3, 2.6]

/**
 * `rows` respondents of an ECSI-like population: normal constructs joined by EFFECTS, items as loading x construct plus
 * noise, moved to the 1-10 scale, rounded and cut at its ends, so that answers are skewed as answers are.
 */
export function drawRespondents(rows: number, { seed, draw }: { seed: number; draw: number }): Observations {
  const random = seeded(seed, { draw })
  const normal = () => normalQuantile(uniform(random))
  const p = ecsi.items.length
  const values = new Float64Array(rows * p)
  const scores = new Map<string, number>()
  for (let i = 0; i < rows; i++) {
    for (const name of ecsi.causalOrder) {
      const causes = Object.entries(EFFECTS[name]!)
      const expected = causes.reduce((sum, [cause, b]) => sum + b * scores.get(cause)!, 0)
      scores.set(name, expected + DISTURBANCES.get(name)! * normal())
    }
    let h = 0
    ecsi.constructs.forEach(({ name, items }, j) => {
      for (let at = 0; at < items.length; at++, h++) {
        const loading = LOADINGS[at]!
        const item = loading * scores.get(name)! + Math.sqrt(1 - loading * loading) * normal()
        const answer = CENTRES[j]! + 0.3 * at - 0.4 + SPREADS[j]! * item
        values[i * p + h] = Math.min(10, Math.max(1, Math.round(answer)))
      }
    })
  }
  return { items: ecsi.items, rows, values }
}

/** Standard deviation of what the causes leave unexplained, so that every construct has variance 1. */
const DISTURBANCES = disturbances()

function disturbances(): ReadonlyMap<string, number> {
  const correlations = new Map<string, Map<string, number>>()
  const left = new Map<string, number>()
  for (const name of ecsi.causalOrder) {
    const row = new Map([[name, 1]])
    for (const [other] of correlations) {
      const r = Object.entries(EFFECTS[name]!).reduce(
        (sum, [cause, b]) => sum + b * correlations.get(cause)!.get(other)!,
        0,
      )
      row.set(other, r)
      correlations.get(other)!.set(name, r)
    }
    correlations.set(name, row)
    const explained = Object.entries(EFFECTS[name]!).reduce((sum, [cause, b]) => sum + b * row.get(cause)!, 0)
    left.set(name, Math.sqrt(1 - explained))
  }
  return left
}
