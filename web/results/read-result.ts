import type { Receipt } from '../../api/contract/analysis.ts'
import type { Brand } from '../../api/contract/program.ts'
import type { Wave } from '../../api/contract/wave.ts'
import type { AnalysedCell, AnalysisResult } from '../../stats/analyse-indices-finish.ts'
import type { Estimated } from '../../stats/core/estimated.ts'
import type { Outcome } from '../../stats/core/outcome.ts'
import type { League, LeagueEntry } from '../panels/league.ts'
import type { Subject } from '../panels/subject.ts'
import type { ChangeSeen } from '../panels/verdict.ts'

const cellOf = ({ cells }: AnalysisResult, waveId: string, brandId: string): AnalysedCell | undefined =>
  cells.find((cell) => cell.waveId === waveId && cell.brandId === brandId)

const NO_ANSWERS = { ok: false, reason: 'too-few-answers' } as const

/** The brands of one wave with what the tests say about them, under their names. */
export function leagueOf(result: AnalysisResult, waveId: string, brands: readonly Brand[]): League {
  const comparison = result.waves.find((wave) => wave.waveId === waveId)
  const competitors = brands.filter(({ own }) => !own)
  return {
    entries: brands.map((brand): LeagueEntry => {
      const cell = cellOf(result, waveId, brand.id)
      return {
        id: brand.id,
        name: brand.name,
        own: brand.own,
        rank: Math.max(0, competitors.indexOf(brand)),
        sampleSize: cell?.sampleSize ?? 0,
        base: cell?.base ?? 'suppressed',
        index: cell === undefined ? NO_ANSWERS : targetIndex(cell, result.settings.target),
      }
    }),
    pairs: comparison?.pairs ?? [],
    ranks: comparison?.ranks ?? [],
    ties: comparison?.groups ?? [],
    alpha: 1 - result.settings.level,
    quick: result.settings.resamples === 0,
  }
}

function targetIndex({ result }: AnalysedCell, target: string): Outcome<Estimated> {
  if (!result.ok) return result
  const index = result.value.index[target]
  return index === undefined ? { ok: false, reason: 'index-undefined' } : { ok: true, value: index }
}

/** One brand's model in one wave, and its indices by the rule of the whole result. */
export function modelOf(
  result: AnalysisResult,
  waveId: string,
  brandId: string,
): Pick<Subject, 'cell' | 'index' | 'pooledIndex'> {
  const cell = cellOf(result, waveId, brandId)
  if (cell === undefined) return { cell: NO_ANSWERS, index: {} }
  if (!cell.result.ok) return { cell: cell.result, index: {} }
  const { analysis, index, pooledIndex } = cell.result.value
  return { cell: analysis, index, ...(result.rule === 'own' && pooledIndex ? { pooledIndex } : {}) }
}

/** How many answers of one cell are no number, by why; receipts written before they were counted have none. */
export function unansweredOf(
  receipt: Receipt | null,
  waveId: string,
  brandId: string,
): Subject['unanswered'] {
  const cells: Receipt['unanswered'] | undefined = receipt?.unanswered
  return cells?.find((cell) => cell.waveId === waveId && cell.brandId === brandId)?.byState ?? {}
}

/** A brand against the wave before; waves with a small base are shown but not compared. */
export function changeOf(
  result: AnalysisResult,
  waves: readonly Wave[],
  at: { readonly waveId: string; readonly brandId: string },
): ChangeSeen {
  const position = waves.findIndex(({ id }) => id === at.waveId)
  const before = waves[position - 1]
  if (before === undefined) return { kind: 'first-wave' }
  const followed = result.brands.find(({ brandId }) => brandId === at.brandId)
  const change = followed?.changes.find(({ to }) => to === at.waveId)
  const compared = followed?.points.filter(({ waveId }) => waveId === change?.from || waveId === change?.to)
  if (change === undefined || compared?.some(({ base }) => base === 'small-base')) {
    return { kind: 'unknown', since: before.name }
  }
  const since = waves.find(({ id }) => id === change.from)?.name ?? before.name
  return { kind: 'change', since, value: change.difference, interval: change.interval }
}
