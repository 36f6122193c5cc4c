import { EigenvalueDecomposition, Matrix } from 'ml-matrix'

/** Eigenvalues, largest first; vector k is column k of the row-major size x size matrix `vectors`, of length 1. */
export interface SymmetricEigen {
  readonly values: readonly number[]
  readonly vectors: Float64Array
}

/**
 * Eigen-decomposition of a symmetric row-major matrix. Signs are fixed: the entry of largest size in each vector is
 * positive (the first of them when several are within rounding), so the same matrix gives the same vectors.
 */
export function symmetricEigen(matrix: Float64Array, size: number): SymmetricEigen {
  if (matrix.length !== size * size) {
    throw new RangeError(`symmetricEigen: ${matrix.length} numbers are no ${size} x ${size} matrix`)
  }
  if (size === 0) return { values: [], vectors: new Float64Array(0) }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    Matrix.from1DArray(size, size, matrix),
    { assumeSymmetric: true },
  )
  const order = realEigenvalues.map((_, k) => k).sort((a, b) => realEigenvalues[b]! - realEigenvalues[a]!)
  const vectors = new Float64Array(size * size)
  order.forEach((from, k) => {
    let largest = 0
    for (let i = 0; i < size; i++) largest = Math.max(largest, Math.abs(eigenvectorMatrix.get(i, from)))
    let sign = 0
    for (let i = 0; i < size && sign === 0; i++) {
      const entry = eigenvectorMatrix.get(i, from)
      if (Math.abs(entry) >= largest * (1 - 1e-9)) sign = Math.sign(entry)
    }
    for (let i = 0; i < size; i++) vectors[i * size + k] = 0 + (sign || 1) * eigenvectorMatrix.get(i, from)
  })
  return { values: order.map((k) => realEigenvalues[k]!), vectors }
}
