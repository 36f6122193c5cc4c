/** Ranks from 1, ties on the mean of the ranks they share; `tieSum` is sum t^3 - t over groups of t equal values. */
export interface MidRanks {
  readonly ranks: readonly number[]
  readonly tieSum: number
}

export function midRanks(values: readonly number[]): MidRanks {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]!)
  const ranks = new Array<number>(values.length)
  let tieSum = 0
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + to + 1) / 2
    tieSum += (to - from) ** 3 - (to - from)
    from = to
  }
  return { ranks, tieSum }
}
