const HOUR_MS = 3_600_000
const MOST_KEPT = 10_000

/** Seconds to wait before it may be done again under this name; 0: do it now. */
type Limit = (name: string, now?: number) => number

/** So often in any hour, and not once more. The names used longest ago are forgotten first: memory stays bounded. */
export function createHourlyLimit(most: number): Limit {
  const done = new Map<string, readonly number[]>()
  return (name, now = Date.now()) => {
    const recent = (done.get(name) ?? []).filter((at) => at > now - HOUR_MS)
    const [first = now] = recent
    if (recent.length >= most) return Math.max(1, Math.ceil((first + HOUR_MS - now) / 1000))
    done.delete(name)
    if (done.size >= MOST_KEPT) done.delete(done.keys().next().value ?? '')
    done.set(name, [...recent, now])
    return 0
  }
}
