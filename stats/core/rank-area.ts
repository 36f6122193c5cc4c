import { isUsable, USABLE } from './usable-number.ts'

/**
 * Area under the ROC curve: the chance that a case of the group scores above one outside it, ties counting half.
 * `inGroup[i]` says whether score i belongs to the group; undefined when all or none do. Mann & Whitney (1947).
 */
export function rankArea(scores: readonly number[], inGroup: readonly boolean[]): number | undefined {
  if (!scores.every(isUsable)) throw new RangeError(`rankArea: a score is not ${USABLE}`)
  const order = scores.map((_, i) => i).sort((a, b) => scores[a]! - scores[b]!)
  const inside = inGroup.filter((is) => is).length
  const outside = scores.length - inside
  if (inside === 0 || outside === 0) return undefined
  let above = 0
  let seen = 0
  for (let from = 0; from < order.length; ) {
    let to = from
    while (to < order.length && scores[order[to]!] === scores[order[from]!]) to++
    const tied = order.slice(from, to)
    const tiedInside = tied.filter((i) => inGroup[i]).length
    const tiedOutside = tied.length - tiedInside
    above += tiedInside * (seen + tiedOutside / 2)
    seen += tiedOutside
    from = to
  }
  return above / (inside * outside)
}
