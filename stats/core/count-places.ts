import { kishSize } from './kish-size.ts'
import { ABOVE_ZERO, isAboveZero } from './usable-number.ts'

/** Far above any scale; a list of more places would be a mistake. */
const MOST_PLACES = 1_000_000

/**
 * How many stand at each place from 0 to `size` - 1; with weights sums of weights that add to what the respondents are worth
 * (Kish), so that margins of the counts are honest. Throws when a place is none of these. Handbook 0.5.
 */
export function countPlaces(places: readonly number[], size: number, weights?: readonly number[]): number[] {
  if (!(Number.isInteger(size) && size >= 1 && size <= MOST_PLACES)) {
    throw new RangeError(`countPlaces: ${size} is not a number of places from 1 to ${MOST_PLACES}`)
  }
  if (weights !== undefined && weights.length !== places.length) {
    throw new RangeError(`countPlaces: ${weights.length} weights for ${places.length} answers`)
  }
  if (weights?.some((weight) => !isAboveZero(weight))) {
    throw new RangeError(`countPlaces: a weight is not ${ABOVE_ZERO}`)
  }
  const counts = new Array<number>(size).fill(0)
  const total = weights?.reduce((sum, weight) => sum + weight, 0) ?? 0
  const worth = weights === undefined ? 1 : kishSize(weights) / total
  places.forEach((place, i) => {
    if (!(Number.isInteger(place) && place >= 0 && place < size)) {
      throw new RangeError(`countPlaces: ${place} is not a whole number from 0 to ${size - 1}`)
    }
    counts[place]! += weights === undefined ? 1 : weights[i]! * worth
  })
  return counts
}
