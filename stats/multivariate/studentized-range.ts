import { normalDensity, normalShare } from '../core/normal.ts'
import { logGamma } from '../core/student.ts'
import { hartNormalShare } from './hart-normal-share.ts'

/**
 * Share of the studentised range of k means with df degrees of freedom above q: the p-value of Tukey's test.
 * 1 - P(q) = integral over s of f(s) (1 - H(q s)), H(w) = k integral of phi(z) (Phi(z) - Phi(z - w))^(k - 1), both by composite
 * Gauss-Legendre. Good to about 1e-11 absolute. Copenhaver & Holland (1988); handbook 13.1.
 */
export function studentizedRangeUpper(q: number, k: number, df: number): number {
  if (!Number.isSafeInteger(k) || k < 2 || !(df >= 1))
    throw new RangeError(`studentizedRangeUpper: ${k} means with ${df} degrees of freedom`)
  if (!(q > 0)) return 1
  if (df > 25_000) return 1 - rangeShare(q, k)
  const half = df / 2
  const front = Math.log(2) + half * Math.log(half) - logGamma(half)
  // s^2 df is chi-square: all but 1e-15 of s lies within 8.5 standard deviations of its centre.
  const reach = 8.5 / Math.sqrt(2 * df)
  const low = Math.max(0, 1 - reach * 1.2)
  const high = Math.min(1 + reach * (df < 10 ? 2 : 1.2), FARTHEST / q)
  if (!(high > low)) return 0
  // Taken over u = s^(1/4): with few degrees of freedom f starts at 0 like a fractional power of s.
  const upper = integrate(low ** 0.25, high ** 0.25, df < 60 ? 8 : 5, (u) => {
    const s = u ** 4
    return Math.exp(front + (4 * df - 1) * Math.log(u) - half * s * s) * 4 * (1 - rangeShare(q * s, k))
  })
  return Math.min(1, Math.max(0, upper))
}

/** Below it the error of the integrals, 1e-11, would show. */
const SMALLEST_SHARE = 1e-9

/** The q above which a share `upper` (from 1e-9) lies. False position (Illinois) between doubled bounds. */
export function studentizedRangeQuantile(upper: number, k: number, df: number): number {
  if (!(upper >= SMALLEST_SHARE && upper < 1))
    throw new RangeError(`studentizedRangeQuantile: the share must be between 1e-9 and 1, got ${upper}`)
  const off = (q: number) => Math.log(Math.max(1e-300, studentizedRangeUpper(q, k, df)) / upper)
  let low = 0
  let atLow = -Math.log(upper)
  let high = 4
  let atHigh = off(high)
  while (atHigh > 0 && high < 1e12) {
    low = high
    atLow = atHigh
    high *= 2
    atHigh = off(high)
  }
  let before = 0
  for (let round = 0; round < 60 && high - low > 1e-11 * high; round++) {
    const middle = low + ((high - low) * atLow) / (atLow - atHigh)
    const at = off(middle)
    if (Math.abs(at) < 1e-11) return middle
    // An end that stays a second time is halved, or it would stay for ever.
    const stays = Math.sign(at) === before ? 0.5 : 1
    if (at > 0) {
      low = middle
      atLow = at
      atHigh *= stays
    } else {
      high = middle
      atHigh = at
      atLow *= stays
    }
    before = Math.sign(at)
  }
  return (low + high) / 2
}

/** The range of so many standard normal values is never wider, to the last digit. */
const FARTHEST = 14

/** Share of the range of k standard normal values at or below w. */
function rangeShare(w: number, k: number): number {
  let sum = 0
  for (const { z, share, weight } of k > FEW_MEANS ? FINE_NODES : COARSE_NODES) {
    const inside = share - hartNormalShare(z - w)
    sum += weight * (k === 2 ? inside : inside ** (k - 1))
  }
  return Math.min(1, k * sum)
}

function integrate(low: number, high: number, panels: number, of: (x: number) => number): number {
  const half = (high - low) / panels / 2
  let sum = 0
  for (let panel = 0; panel < panels; panel++) {
    const centre = low + (2 * panel + 1) * half
    for (let i = 0; i < NODES.length; i++) {
      sum += WEIGHTS[i]! * (of(centre - half * NODES[i]!) + of(centre + half * NODES[i]!))
    }
  }
  return sum * half
}

/** Positive half of the 16 nodes; Abramowitz & Stegun, table 25.4. */
const NODES = [
  0.09501250983763744, 0.2816035507792589, 0.45801677765722737, 0.6178762444026438, 0.755404408355003,
  0.8656312023878318, 0.9445750230732326, 0.9894009349916499,
]
const WEIGHTS = [
  0.1894506104550685, 0.18260341504492358, 0.16915651939500254, 0.14959598881657674, 0.12462897125553388,
  0.09515851168249279, 0.062253523938647894, 0.027152459411754093,
]

/** Nodes over -8 to 8 with the normal share and density times weight there: the same for every w. */
function normalNodes(panels: number) {
  const half = 8 / panels
  return Array.from({ length: panels }, (_, panel) =>
    NODES.flatMap((node, i) =>
      [-node, node].map((at) => {
        const z = -8 + half * (2 * panel + 1 + at)
        return { z, share: normalShare(z), weight: half * WEIGHTS[i]! * normalDensity(z) }
      }),
    ),
  ).flat()
}

/** The more means, the sharper the peak of the inner integrand: 12 panels hold 1e-11 up to 1,000 means. */
const FEW_MEANS = 5
const COARSE_NODES = normalNodes(4)
const FINE_NODES = normalNodes(12)
