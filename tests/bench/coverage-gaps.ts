import { normalQuantile, normalShare } from '../../stats/core/normal.ts'
import { toObservations } from '../../stats/core/observations.ts'
import { seeded, uniform } from '../../stats/core/random.ts'
import { servqual } from '../../stats/servqual/servqual.ts'
import type { CoverageCase, Held } from './coverage-case.ts'

const DIMENSIONS = [
  { name: 'reliability', items: [0, 1] },
  { name: 'empathy', items: [2, 3, 4] },
].map(({ name, items }) => ({
  name,
  items: items.map((h) => ({ name: `${h}`, expectation: `e${h}`, perception: `p${h}` })),
}))
const CODES = [...[0, 1, 2, 3, 4].map((h) => `e${h}`), ...[0, 1, 2, 3, 4].map((h) => `p${h}`)]
const SPREAD = 1.3

interface Service {
  readonly population: string
  readonly stream: number
  readonly expected: readonly number[]
  readonly perceived: readonly number[]
}

const SERVICES: readonly Service[] = [
  {
    population: 'answers 1 to 7, mixed',
    stream: 2,
    expected: [6.4, 6.0, 5.6, 6.2, 5.2],
    perceived: [5.2, 5.6, 5.4, 4.6, 5.3],
  },
  {
    population: 'answers 1 to 7, many sevens',
    stream: 5,
    expected: [7.6, 7.2, 7.4, 7.0, 6.8],
    perceived: [6.6, 7.0, 7.3, 6.2, 6.9],
  },
]

export const gapCases: readonly CoverageCase[] = SERVICES.map((service) => ({
  population: service.population,
  sets: 4000,
  draw: (rows, at) => held(service, rows, at),
}))

/** Answers 1 to 7 about their centres, joined by what a respondent is like; the truth is exact. */
function held(
  { stream, expected, perceived }: Service,
  rows: number,
  at: { seed: number; draw: number },
): Held[] {
  const random = seeded(at.seed, { stream, draw: at.draw })
  const normal = () => normalQuantile(uniform(random))
  const table = Array.from({ length: rows }, () => {
    const mood = normal()
    return [...expected, ...perceived].map((centre) =>
      Math.min(7, Math.max(1, Math.round(centre + SPREAD * (0.6 * mood + 0.8 * normal())))),
    )
  })
  const result = servqual(toObservations(CODES, table), DIMENSIONS)
  if (!result.ok) return []
  const gap = (h: number) => roundedMean(perceived[h]!) - roundedMean(expected[h]!)
  const dimension = (d: number) => mean(DIMENSIONS[d]!.items.map(({ name }) => gap(Number(name))))
  const { items, dimensions, unweighted } = result.value
  return [
    ...items.map(({ name, interval }) => ({
      kind: 'SERVQUAL gap, item',
      name,
      truth: gap(Number(name)),
      interval,
    })),
    ...dimensions.map(({ name, interval }, d) => ({
      kind: 'SERVQUAL gap, dimension',
      name,
      truth: dimension(d),
      interval,
    })),
    {
      kind: 'SERVQUAL gap, overall',
      name: 'overall',
      truth: mean([dimension(0), dimension(1)]),
      interval: unweighted.interval,
    },
  ]
}

/** Mean of a normal about `centre` once it is rounded to 1 to 7. */
function roundedMean(centre: number): number {
  let sum = 7
  for (let k = 1; k < 7; k++) sum -= normalShare((k + 0.5 - centre) / SPREAD)
  return sum
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
