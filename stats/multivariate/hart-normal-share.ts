/**
 * Share of the standard normal at or below z, to about 1e-15 absolute and without a loop: for integrals that need it
 * thousands of times. A quotient of polynomials times exp(-z^2 / 2); beyond 8.3 it is 0 or 1 to the last digit.
 * Hart (1968), algorithm 5666, as printed by West (2005); `normalShare` is the slow twin.
 */
export function hartNormalShare(z: number): number {
  const x = Math.abs(z)
  if (x > 8.3) return z > 0 ? 1 : 0
  const tail = x < SPLIT ? quotient(x) : fraction(x)
  const upper = Math.exp(-0.5 * x * x) * tail
  return z > 0 ? 1 - upper : upper
}

const SPLIT = 7.07106781186547

const quotient = (x: number): number =>
  ((((((0.0352624965998911 * x + 0.700383064443688) * x + 6.37396220353165) * x + 33.912866078383) * x +
    112.079291497871) *
    x +
    221.213596169931) *
    x +
    220.206867912376) /
  (((((((0.0883883476483184 * x + 1.75566716318264) * x + 16.064177579207) * x + 86.7807322029461) * x +
    296.564248779674) *
    x +
    637.333633378831) *
    x +
    793.826512519948) *
    x +
    440.413735824752)

const fraction = (x: number): number =>
  1 / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506628274631
