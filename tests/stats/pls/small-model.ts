import { type Observations, toObservations } from '../../../stats/core/observations.ts'
import { seeded, uniform } from '../../../stats/core/random.ts'
import type { PathModel } from '../../../stats/pls/path-model.ts'
import { specifyModel } from '../../../stats/pls/specify-model.ts'
import { readOracle } from '../oracle.ts'

/** Four constructs in a chain with a side path: small enough for hundreds of runs. */
export const smallModel = specifyModel({
  constructs: [
    { name: 'Image', items: ['i1', 'i2', 'i3'] },
    { name: 'Quality', items: ['q1', 'q2'] },
    { name: 'Satisfaction', items: ['s1', 's2', 's3'] },
    { name: 'Loyalty', items: ['l1'] },
  ],
  paths: [
    ['Image', 'Quality'],
    ['Image', 'Satisfaction'],
    ['Quality', 'Satisfaction'],
    ['Satisfaction', 'Loyalty'],
  ],
  scale: { min: 0, max: 20 },
})

/** Rows of a known chain with noise of its own per item, correlated well above chance; `lift` raises all answers. */
export function smallRows(seed: number, count: number, lift = 0): number[][] {
  const random = seeded(seed)
  return Array.from({ length: count }, () => {
    const image = uniform(random) * 6
    const quality = 0.6 * image + uniform(random) * 4
    const satisfaction = 0.4 * image + 0.5 * quality + uniform(random) * 3
    const loyalty = 0.7 * satisfaction + uniform(random) * 4
    const parts = [image, image, image, quality, quality, satisfaction, satisfaction, satisfaction, loyalty]
    return parts.map((part) => lift + part + 3 * uniform(random))
  })
}

/** The model and the 150 respondents of oracle acsi-synthetic-150.json. */
export function acsi(): { model: PathModel; observations: Observations } {
  const { items, scale_min, scale_max, blocks, edges, data } = readOracle<{
    items: string[]
    scale_min: Record<string, number>
    scale_max: Record<string, number>
    blocks: Record<string, string[]>
    edges: [string, string][]
    data: number[][]
  }>('acsi-synthetic-150')
  const model = specifyModel({
    constructs: Object.entries(blocks).map(([name, block]) => ({ name, items: block })),
    paths: edges,
    scale: Object.fromEntries(items.map((item) => [item, { min: scale_min[item]!, max: scale_max[item]! }])),
  })
  return { model, observations: toObservations(items, data) }
}
