/** Of an allocation, whole or in part: all points together. */
export function pointsGiven(value: unknown): number {
  const points = typeof value === 'object' && value !== null ? Object.values(value) : []
  return points.reduce((sum: number, point) => sum + (Number(point) || 0), 0)
}
