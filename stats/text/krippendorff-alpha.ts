import { found, missed, type Outcome } from '../core/outcome.ts'

/**
 * Krippendorff's alpha for any number of coders with missing codes: `units[i]` holds the codes (null missing) of answer i.
 * 1 is full agreement, 0 chance. Krippendorff (2011), nominal codes.
 */
export function krippendorffAlpha(
  units: readonly (readonly (string | null)[])[],
): Outcome<{ readonly units: number; readonly alpha: number }, 'no-answers' | 'one-code-only'> {
  const pairable = units
    .map((codes) => codes.filter((code) => code !== null))
    .filter((codes) => codes.length > 1)
  if (pairable.length === 0) return missed('no-answers')
  const totals = new Map<string, number>()
  let apart = 0
  let all = 0
  for (const codes of pairable) {
    const counts = new Map<string, number>()
    for (const code of codes) {
      counts.set(code, (counts.get(code) ?? 0) + 1)
      totals.set(code, (totals.get(code) ?? 0) + 1)
    }
    all += codes.length
    const same = [...counts.values()].reduce((sum, count) => sum + count * (count - 1), 0)
    apart += codes.length - same / (codes.length - 1)
  }
  const expected = all * (all - 1) - [...totals.values()].reduce((sum, count) => sum + count * (count - 1), 0)
  if (expected === 0) return missed('one-code-only')
  return found({ units: pairable.length, alpha: 1 - ((all - 1) * apart) / expected })
}
