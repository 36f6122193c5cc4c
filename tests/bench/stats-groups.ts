import { blindfoldPls } from '../../stats/pls/blindfold-pls.ts'
import { compareGroups } from '../../stats/pls/compare-groups.ts'
import { fimix } from '../../stats/pls/fimix.ts'
import { micom } from '../../stats/pls/micom.ts'
import { predictPls } from '../../stats/pls/predict-pls.ts'
import { drawRespondents, ecsi } from './ecsi-population.ts'

const SEED = 20261122
/** What each promised figure may take on the ECSI model with n = 250, in seconds; issue 3, 3.5. */
const PROMISE = 5

/** Prediction, groups and segments of the ECSI model with n = 250 on one core, against what is promised. */
export function benchGroups(print: (line: string) => void = console.log): void {
  const observations = drawRespondents(250, { seed: SEED, draw: 3 })
  const treated = { observations, layout: 'complete' as const }
  const groups = [
    { name: 'a', observations: drawRespondents(120, { seed: SEED, draw: 4 }) },
    { name: 'b', observations: drawRespondents(130, { seed: SEED, draw: 5 }) },
  ]
  const figures: [string, () => { ok: boolean }][] = [
    ['PLSpredict 10 x 10 with CVPAT', () => predictPls(ecsi, treated, { seed: SEED })],
    ['MICOM, 1,000 permutations', () => micom(ecsi, groups, { seed: SEED })],
    [
      'group comparison, 1,000 permutations, 2 x 1,000 resamples',
      () => compareGroups(ecsi, groups, { seed: SEED, resamples: 1000 }),
    ],
    ['FIMIX, 1 to 5 segments, 10 starts', () => fimix(ecsi, treated, { seed: SEED })],
    ['blindfolding, distance 7', () => blindfoldPls(ecsi, treated)],
  ]
  for (const [name, run] of figures) {
    const start = performance.now()
    const { ok } = run()
    const taken = (performance.now() - start) / 1000
    print(
      `${name}: ${ok ? `${taken.toFixed(2)} s` : 'no result'} (promised ${PROMISE} s, ratio ${(taken / PROMISE).toFixed(2)})`,
    )
  }
}
