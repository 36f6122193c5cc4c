import { type Cell, CONSTRUCTS, type ConstructName, type ItemModel, PATHS, PUSHES } from './model.ts'

/** Answers run 1-10; before rounding they can come near this, never above: what gives them their tail to the left. */
const CEILING = 14
const ANSWERS = 10

/** The paths that lead to a construct. */
export function causesOf(effect: ConstructName): readonly { cause: ConstructName; coefficient: number }[] {
  return PATHS.filter(([, to]) => to === effect).map(([cause, , coefficient]) => ({ cause, coefficient }))
}

/** Where the constructs of a brand and wave are centred: the pushes, carried on by the paths. */
export function constructMeans({ wave, brand }: Cell): Readonly<Record<ConstructName, number>> {
  const pushes = PUSHES[brand]![wave]
  const means = Object.fromEntries(CONSTRUCTS.map((name) => [name, 0])) as Record<ConstructName, number>
  for (const name of CONSTRUCTS) {
    means[name] = causesOf(name).reduce(
      (sum, { cause, coefficient }) => sum + coefficient * means[cause],
      pushes[name] ?? 0,
    )
  }
  return means
}

/** Correlations of the constructs, the same in every brand and wave. */
export function constructCorrelations(): Readonly<Record<ConstructName, Record<ConstructName, number>>> {
  const all = Object.fromEntries(CONSTRUCTS.map((name) => [name, { [name]: 1 }])) as Record<
    ConstructName,
    Record<ConstructName, number>
  >
  CONSTRUCTS.forEach((name, j) => {
    for (const earlier of CONSTRUCTS.slice(0, j)) {
      const correlation = causesOf(name).reduce(
        (sum, { cause, coefficient }) => sum + coefficient * all[cause][earlier],
        0,
      )
      all[name][earlier] = correlation
      all[earlier][name] = correlation
    }
  })
  return all
}

/** Standard deviation of what a construct is besides its causes, so that its variance is 1. */
export function disturbance(name: ConstructName): number {
  const correlations = constructCorrelations()
  const explained = causesOf(name).reduce(
    (sum, { cause, coefficient }) => sum + coefficient * correlations[name][cause],
    0,
  )
  return Math.sqrt(1 - explained)
}

/**
 * The nine points of a standard normal between the ten answers: answer k + 1 begins at point k.
 * Unrounded, an answer is 14 - (14 - middle)·exp(-spread/(14 - middle)·z).
 */
export function thresholds({ middle, spread }: ItemModel): readonly number[] {
  const room = CEILING - middle
  return Array.from(
    { length: ANSWERS - 1 },
    (_, k) => -Math.log((CEILING - (k + 1.5)) / room) * (room / spread),
  )
}
