import { expect, it } from 'vitest'
import { axisSpan } from '../../../web/charts/axis-span.ts'

it('holds all values, rounded outwards to whole steps', () => {
  expect(axisSpan([61.2, 83.9])).toEqual({ from: 60, to: 85 })
})

it('is never so narrow that noise looks like news', () => {
  expect(axisSpan([71, 72])).toEqual({ from: 60, to: 80 })
})

it('never leaves the scale', () => {
  expect(axisSpan([98, 99.5])).toEqual({ from: 80, to: 100 })
  expect(axisSpan([0.4, 2])).toEqual({ from: 0, to: 20 })
})

it('is the whole scale when there is nothing to show', () => {
  expect(axisSpan([])).toEqual({ from: 0, to: 100 })
})
