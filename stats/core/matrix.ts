import { CholeskyDecomposition, EigenvalueDecomposition, LuDecomposition, Matrix } from 'ml-matrix'

/**
 * Square matrices are row-major Float64Arrays everywhere in stats; only this file knows ml-matrix,
 * whose arithmetic changes its receiver.
 */
const squareOf = (values: Float64Array, size: number): Matrix => Matrix.from1DArray(size, size, values)

/** Eigenvalues of a symmetric matrix, largest first. */
export function symmetricEigenvalues(values: Float64Array, size: number): number[] {
  const { realEigenvalues } = new EigenvalueDecomposition(squareOf(values, size), { assumeSymmetric: true })
  return Array.from(realEigenvalues).sort((a, b) => b - a)
}

/** Eigenvalues of a symmetric matrix, smallest first, with unit eigenvectors in the columns of `vectors` (row-major). */
export function symmetricEigen(
  values: Float64Array,
  size: number,
): { readonly values: readonly number[]; readonly vectors: Float64Array } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(squareOf(values, size), {
    assumeSymmetric: true,
  })
  return { values: Array.from(realEigenvalues), vectors: Float64Array.from(eigenvectorMatrix.to1DArray()) }
}

/** A symmetric positive definite matrix to any power (0.5 its root, -0.5 the inverse of it), or undefined. */
export function symmetricPower(values: Float64Array, size: number, power: number): Float64Array | undefined {
  const decomposed = new EigenvalueDecomposition(squareOf(values, size), { assumeSymmetric: true })
  const roots = decomposed.realEigenvalues
  if (!roots.every((root) => root > 1e-12)) return undefined
  const vectors = decomposed.eigenvectorMatrix
  const scaled = vectors.clone().mulRowVector(roots.map((root) => root ** power))
  return Float64Array.from(scaled.mmul(vectors.transpose()).to1DArray())
}

/** Inverse of a symmetric positive definite matrix, or undefined when it is not one. */
export function positiveInverse(values: Float64Array, size: number): Float64Array | undefined {
  const cholesky = new CholeskyDecomposition(squareOf(values, size))
  if (!cholesky.isPositiveDefinite()) return undefined
  return Float64Array.from(cholesky.solve(Matrix.eye(size)).to1DArray())
}

/** Inverse of any square matrix, or undefined when it has none. */
export function squareInverse(values: Float64Array, size: number): Float64Array | undefined {
  const lu = new LuDecomposition(squareOf(values, size))
  if (lu.isSingular()) return undefined
  return Float64Array.from(lu.solve(Matrix.eye(size)).to1DArray())
}

/** Rows x inner times inner x columns, all row-major; zeros on the left cost nothing. */
export function product(a: Float64Array, b: Float64Array, inner: number): Float64Array {
  const rows = a.length / inner
  const columns = b.length / inner
  const into = new Float64Array(rows * columns)
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const x = a[i * inner + k]!
      if (x === 0) continue
      for (let j = 0; j < columns; j++) into[i * columns + j]! += x * b[k * columns + j]!
    }
  }
  return into
}

/** The rows and columns named by `keep`, as a smaller square matrix. */
export function submatrix(values: Float64Array, size: number, keep: readonly number[]): Float64Array {
  return Float64Array.from(keep.flatMap((i) => keep.map((j) => values[i * size + j]!)))
}
