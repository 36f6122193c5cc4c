import { scaled } from './asked.ts'
import type { Item } from './instrument.ts'

/** The 22 statements on service quality by dimension; handbook 3.2. One key means one wording in every instrument. */
export const SERVICE_DIMENSIONS = [
  { name: 'tangibles', statements: ['t1', 't2', 't3', 't4'] },
  { name: 'reliability', statements: ['r1', 'r2', 'r3', 'r4', 'r5'] },
  { name: 'responsiveness', statements: ['s1', 's2', 's3', 's4'] },
  { name: 'assurance', statements: ['a1', 'a2', 'a3', 'a4'] },
  { name: 'empathy', statements: ['e1', 'e2', 'e3', 'e4', 'e5'] },
] as const

export const DIMENSION_NAMES: readonly string[] = SERVICE_DIMENSIONS.map(({ name }) => name)

export const STATEMENTS: readonly string[] = SERVICE_DIMENSIONS.flatMap(({ statements }) => statements)

/** To what extent something is lived up to, 1-7: one scale for what is expected and what is perceived. */
export const lived = (code: string): Item => scaled(code, 'extent', { min: 1, max: 7 })

/** 100 points over the five dimensions, asked where the designer wants weights; who leaves it out is not weighted. */
export const allocated = (code: string): Item => ({
  code,
  answer: { kind: 'allocation', parts: DIMENSION_NAMES, total: 100 },
  required: false,
  states: [],
  onlyWith: { parameter: 'allocation', is: true },
})
