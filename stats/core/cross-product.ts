/**
 * Adds the upper triangle of Z'WZ to `into`: into[a*width + b] += sum over rows i of w_i z_ia z_ib, for a <= b.
 * `values` is row-major rows x width without NaN; `weights` one per row, rows of weight 0 cost nothing.
 * Four rows and two columns at a time: a cell of `into` is loaded and stored once for four products, and a value of a
 * row serves two.
 */
export function addCrossProduct(
  values: Float64Array,
  width: number,
  weights: Float64Array,
  into: Float64Array,
): void {
  const rows = weights.length
  let first = -1
  let second = -1
  let third = -1
  let held = 0
  for (let row = 0; row < rows; row++) {
    if (weights[row] === 0) continue
    if (held === 0) first = row
    else if (held === 1) second = row
    else if (held === 2) third = row
    else {
      addFour(values, width, weights, into, first, second, third, row)
      held = -1
    }
    held++
  }
  if (held > 0) addOne(values, width, weights[first]!, into, first)
  if (held > 1) addOne(values, width, weights[second]!, into, second)
  if (held > 2) addOne(values, width, weights[third]!, into, third)
}

function addFour(
  values: Float64Array,
  width: number,
  weights: Float64Array,
  into: Float64Array,
  r0: number,
  r1: number,
  r2: number,
  r3: number,
): void {
  const o0 = r0 * width
  const o1 = r1 * width
  const o2 = r2 * width
  const o3 = r3 * width
  const w0 = weights[r0]!
  const w1 = weights[r1]!
  const w2 = weights[r2]!
  const w3 = weights[r3]!
  let a = 0
  for (; a + 1 < width; a += 2) {
    const x0 = w0 * values[o0 + a]!
    const x1 = w1 * values[o1 + a]!
    const x2 = w2 * values[o2 + a]!
    const x3 = w3 * values[o3 + a]!
    const y0 = w0 * values[o0 + a + 1]!
    const y1 = w1 * values[o1 + a + 1]!
    const y2 = w2 * values[o2 + a + 1]!
    const y3 = w3 * values[o3 + a + 1]!
    const at = a * width
    const below = at + width
    into[at + a] =
      into[at + a]! +
      x0 * values[o0 + a]! +
      x1 * values[o1 + a]! +
      x2 * values[o2 + a]! +
      x3 * values[o3 + a]!
    for (let b = a + 1; b < width; b++) {
      const z0 = values[o0 + b]!
      const z1 = values[o1 + b]!
      const z2 = values[o2 + b]!
      const z3 = values[o3 + b]!
      into[at + b] = into[at + b]! + x0 * z0 + x1 * z1 + x2 * z2 + x3 * z3
      into[below + b] = into[below + b]! + y0 * z0 + y1 * z1 + y2 * z2 + y3 * z3
    }
  }
  if (a === width) return
  const last = a * width + a
  const z0 = values[o0 + a]!
  const z1 = values[o1 + a]!
  const z2 = values[o2 + a]!
  const z3 = values[o3 + a]!
  into[last] = into[last]! + w0 * z0 * z0 + w1 * z1 * z1 + w2 * z2 * z2 + w3 * z3 * z3
}

function addOne(values: Float64Array, width: number, weight: number, into: Float64Array, row: number): void {
  const offset = row * width
  for (let a = 0; a < width; a++) {
    const x = weight * values[offset + a]!
    for (let b = a; b < width; b++) into[a * width + b] = into[a * width + b]! + x * values[offset + b]!
  }
}
