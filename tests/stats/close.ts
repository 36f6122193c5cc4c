import { expect } from 'vitest'

/** Within `tolerance` of the expected number, absolute below 1 and relative above. */
export function expectClose(
  actual: number | undefined,
  expected: number,
  tolerance: number,
  what = '',
): void {
  if (actual === undefined) throw new Error(`${what}: there is no number, expected ${expected}`)
  const off = Math.abs(actual - expected) / Math.max(1, Math.abs(expected))
  expect(off <= tolerance, `${what}: ${actual}, expected ${expected} within ${tolerance}`).toBe(true)
}

/** Every number of the expected record, by its keys. */
export function expectAllClose(
  actual: Readonly<Record<string, number | undefined>>,
  expected: Readonly<Record<string, number>>,
  tolerance: number,
  what = '',
): void {
  const names = Object.keys(expected)
  expect(names.length, `${what}: nothing to compare`).toBeGreaterThan(0)
  for (const name of names) expectClose(actual[name], expected[name]!, tolerance, `${what} ${name}`)
}
