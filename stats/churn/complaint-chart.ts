import { found, missed, type Outcome } from '../core/outcome.ts'
import { ABOVE_ZERO, FROM_ZERO, isAboveZero, isFromZero } from '../core/usable-number.ts'

/** Complaints of one period among so many customers (or orders). */
export interface ComplaintPeriod {
  readonly complaints: number
  readonly units: number
}

export interface ComplaintChart {
  /** Complaints per unit over all periods. */
  readonly centre: number
  readonly periods: readonly {
    readonly rate: number
    readonly low: number
    readonly high: number
    readonly out: boolean
  }[]
}

/**
 * u-chart: limits at centre +- 3 sqrt(centre / units), not below 0; `out` marks an abnormal volume of complaints.
 * Throws when a count is below 0 or units are not above 0. Shewhart (1931); handbook 9.2.
 */
export function complaintChart(periods: readonly ComplaintPeriod[]): Outcome<ComplaintChart, 'no-periods'> {
  const bad = periods.findIndex(({ complaints, units }) => !(isFromZero(complaints) && isAboveZero(units)))
  if (bad >= 0)
    throw new RangeError(
      `complaintChart: period ${bad} needs complaints that are ${FROM_ZERO} and units that are ${ABOVE_ZERO}`,
    )
  if (periods.length === 0) return missed('no-periods')
  const units = periods.reduce((sum, period) => sum + period.units, 0)
  const centre = periods.reduce((sum, { complaints }) => sum + complaints, 0) / units
  return found({
    centre,
    periods: periods.map((period) => {
      const rate = period.complaints / period.units
      const reach = 3 * Math.sqrt(centre / period.units)
      const low = Math.max(0, centre - reach)
      return { rate, low, high: centre + reach, out: rate > centre + reach || rate < low }
    }),
  })
}
