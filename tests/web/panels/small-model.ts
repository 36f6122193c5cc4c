import { type AnalysisResult, analyseIndices, specifyModel, toObservations } from '../../../stats/index.ts'

const ITEMS = ['q1', 'q2', 'q3', 's1', 's2', 's3', 'l1']

/** Quality → Satisfaction → Loyalty, small enough to estimate within a test. */
export const model = specifyModel({
  constructs: [
    { name: 'Quality', mode: 'A', items: ['q1', 'q2', 'q3'] },
    { name: 'Satisfaction', mode: 'A', items: ['s1', 's2', 's3'] },
    { name: 'Loyalty', mode: 'A', items: ['l1'] },
  ],
  paths: [
    ['Quality', 'Satisfaction'],
    ['Satisfaction', 'Loyalty'],
  ],
  scale: { min: 1, max: 10 },
})

/** Respondents from a fixed recipe: a linear congruential generator, seed 7. */
function respondents(count: number, level: number, alike = false) {
  let state = 7 + count
  const draw = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
  const table = Array.from({ length: count }, () => {
    const quality = draw() * 4
    const satisfaction = 0.8 * quality + draw() * 2
    const loyalty = 0.6 * satisfaction + draw() * 2
    const levels = [quality, quality, quality, satisfaction, satisfaction, satisfaction, loyalty]
    return levels.map((value) =>
      alike ? 5 : Math.max(1, Math.min(10, Math.round(level + value + draw() * 2))),
    )
  })
  return toObservations(ITEMS, table)
}

/** Two waves; brand `own` 150 then 150, `near` 150, `small` 20, `few` 7, `flat` all answers alike. */
export function smallResult({ resamples = 0 }: { resamples?: number } = {}): AnalysisResult {
  const cells = ['w1', 'w2'].flatMap((waveId, w) => [
    { waveId, brandId: 'own', observations: respondents(150 + w, 2 + w) },
    { waveId, brandId: 'near', observations: respondents(140 + w, 2 + w) },
    { waveId, brandId: 'small', observations: respondents(20 + w, 2) },
    { waveId, brandId: 'few', observations: respondents(7, 2) },
    { waveId, brandId: 'flat', observations: respondents(120, 2, true) },
  ])
  return analyseIndices(
    model,
    { waves: [{ id: 'w1' }, { id: 'w2' }], brands: ['own', 'near', 'small', 'few', 'flat'], cells },
    { resamples, seed: 1 },
  )
}

export const brands = ['own', 'near', 'small', 'few', 'flat'].map((id, position) => ({
  id,
  name: `Brand ${id}`,
  own: id === 'own',
  position,
}))
