import { type House, type HouseOfQuality, type HouseOptions, houseOfQuality } from './house-of-quality.ts'

/** The four phases of the lectures. */
export const QFD_PHASES = ['characteristics', 'parts', 'process', 'process-control'] as const

/**
 * Houses in a row: the relative importance of one house's characteristics becomes the importance of the requirements of
 * the same name in the next. Throws when a later house asks for something the one before does not have, or when there
 * are more than four. Options apply to the first house; later ones take the importance handed down. Handbook 10.3.
 */
export function houseCascade(houses: readonly House[], options: HouseOptions = {}): HouseOfQuality[] {
  if (houses.length > QFD_PHASES.length)
    throw new RangeError(`houseCascade: ${houses.length} houses for four phases`)
  const done: HouseOfQuality[] = []
  houses.forEach((house, phase) => {
    const before = done.at(-1)
    if (before === undefined) {
      done.push(houseOfQuality(house, options))
      return
    }
    const requirements = house.requirements.map((requirement) => {
      const above = before.characteristics.find(({ name }) => name === requirement.name)
      if (above === undefined) {
        throw new RangeError(
          `houseCascade: phase ${phase + 1} names unknown characteristic "${requirement.name}"`,
        )
      }
      return { ...requirement, importance: above.relative }
    })
    done.push(houseOfQuality({ ...house, requirements }, { ...options, importance: 'stated' }))
  })
  return done
}
