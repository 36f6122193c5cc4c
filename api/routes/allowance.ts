/** How often something may be done under one name: `burst` at once, `perMinute` in the long run. */
export interface AllowanceOptions {
  readonly burst: number
  readonly perMinute: number
}

const MOST_KEPT = 50_000

/** Returns the seconds to wait before it may be done again; 0: do it now. */
export type Allowance = (name: string, now?: number) => number

/** A bucket per name that fills with time. The oldest names are forgotten first, so that memory stays bounded. */
export function createAllowance({ burst, perMinute }: AllowanceOptions): Allowance {
  const buckets = new Map<string, { left: number; at: number }>()
  const perMs = perMinute / 60_000
  return (name, now = Date.now()) => {
    const kept = buckets.get(name)
    const left = kept === undefined ? burst : Math.min(burst, kept.left + (now - kept.at) * perMs)
    buckets.delete(name)
    if (buckets.size >= MOST_KEPT) buckets.delete(buckets.keys().next().value ?? '')
    buckets.set(name, { left: left >= 1 ? left - 1 : left, at: now })
    return left >= 1 ? 0 : Math.ceil((1 - left) / perMs / 1000)
  }
}
