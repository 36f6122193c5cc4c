/**
 * Lower Cholesky factor of the leading size x size part of `a` (row-major with `stride`), in place; false when
 * a pivot shows the matrix is not positive definite to working precision (pivot <= 1e-12 of its diagonal).
 */
export function factorInPlace(a: Float64Array, size: number, stride: number): boolean {
  for (let j = 0; j < size; j++) {
    const diagonal = a[j * stride + j]!
    let pivot = diagonal
    for (let k = 0; k < j; k++) pivot -= a[j * stride + k]! * a[j * stride + k]!
    if (!(pivot > 1e-12 * Math.abs(diagonal))) return false
    const root = Math.sqrt(pivot)
    a[j * stride + j] = root
    for (let i = j + 1; i < size; i++) {
      let sum = a[i * stride + j]!
      for (let k = 0; k < j; k++) sum -= a[i * stride + k]! * a[j * stride + k]!
      a[i * stride + j] = sum / root
    }
  }
  return true
}

/** Solves L L' x = b for the factor L above, in place: `b` (from `offset`) becomes x. */
export function solveInPlace(
  factor: Float64Array,
  size: number,
  stride: number,
  b: Float64Array,
  offset = 0,
): void {
  for (let i = 0; i < size; i++) {
    let sum = b[offset + i]!
    for (let k = 0; k < i; k++) sum -= factor[i * stride + k]! * b[offset + k]!
    b[offset + i] = sum / factor[i * stride + i]!
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = b[offset + i]!
    for (let k = i + 1; k < size; k++) sum -= factor[k * stride + i]! * b[offset + k]!
    b[offset + i] = sum / factor[i * stride + i]!
  }
}
