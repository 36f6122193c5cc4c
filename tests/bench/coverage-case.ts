/** An interval of one data set beside the truth it should hold; none when the method gave none. */
export interface Held {
  readonly kind: string
  readonly name: string
  readonly truth: number
  readonly interval: { readonly low: number; readonly high: number } | undefined
}

/** `sets` data sets of each size; `draw` is the number of the data set, and no two cases share a stream. */
export interface CoverageCase {
  readonly population: string
  readonly sets: number
  readonly draw: (rows: number, at: { readonly seed: number; readonly draw: number }) => readonly Held[]
}
