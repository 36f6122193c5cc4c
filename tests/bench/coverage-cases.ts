import type { CoverageCase } from './coverage-case.ts'
import { driverCases, driverTruths } from './coverage-drivers.ts'
import { gapCases } from './coverage-gaps.ts'
import { pathCases, pathTruths } from './coverage-paths.ts'
import { shareCases } from './coverage-shares.ts'

/** What takes seconds to find; plain data, can be cloned to another thread. */
export interface CoverageTruths {
  readonly paths: ReturnType<typeof pathTruths>
  readonly drivers: ReturnType<typeof driverTruths>
}

export const coverageTruths = (seed: number): CoverageTruths => ({
  paths: pathTruths(seed),
  drivers: driverTruths(seed),
})

/** Every interval without an oracle, each on two populations: one of mixed answers, one with many at the end of the scale. */
export const coverageCases = ({ paths, drivers }: CoverageTruths): readonly CoverageCase[] => [
  ...pathCases(paths),
  ...driverCases(drivers),
  ...gapCases,
  ...shareCases,
]
