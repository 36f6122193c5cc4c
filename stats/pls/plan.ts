import { causesOf, effectPairs, type PathModel, type Scheme } from './path-model.ts'

/** The model as numbers for the kernels. Constructs and items are positions in the model's order. */
export interface PlsPlan {
  readonly items: number
  readonly constructs: number
  /** Block j holds items starts[j] .. starts[j + 1] - 1. */
  readonly starts: Int32Array
  readonly modes: readonly string[]
  /** Whether block j is a common factor with more than one item, so that its correlations are corrected. */
  readonly factors: readonly boolean[]
  /** Position of the anchor item of each block, -1 without one. */
  readonly anchors: Int32Array
  readonly scheme: Scheme
  /** Direct causes of each construct. */
  readonly causes: readonly Int32Array[]
  /** Direct effects of each construct. */
  readonly effects: readonly Int32Array[]
  readonly causalOrder: Int32Array
  readonly endogenous: Int32Array
  readonly paths: readonly Joint[]
  readonly effectPairs: readonly Joint[]
}

export interface Joint {
  readonly from: number
  readonly to: number
}

export function planOf(model: PathModel, scheme: Scheme): PlsPlan {
  const names = model.constructs.map(({ name }) => name)
  const at = (name: string) => names.indexOf(name)
  const joint = ({ from, to }: { from: string; to: string }): Joint => ({ from: at(from), to: at(to) })
  const starts = new Int32Array(names.length + 1)
  model.constructs.forEach(({ items }, j) => {
    starts[j + 1] = starts[j]! + items.length
  })
  const causes = names.map((name) => Int32Array.from(causesOf(model, name).map(at)))
  return {
    items: model.items.length,
    constructs: names.length,
    starts,
    modes: model.constructs.map(({ mode }) => mode),
    factors: model.constructs.map(({ kind, items }) => kind === 'factor' && items.length > 1),
    anchors: Int32Array.from(model.constructs, ({ anchor }) =>
      anchor === undefined ? -1 : model.items.indexOf(anchor),
    ),
    scheme,
    causes,
    effects: names.map((_, j) =>
      Int32Array.from(names.flatMap((_, t) => (causes[t]!.includes(j) ? [t] : []))),
    ),
    causalOrder: Int32Array.from(model.causalOrder, at),
    endogenous: Int32Array.from(names.flatMap((_, j) => (causes[j]!.length > 0 ? [j] : []))),
    paths: model.paths.map(joint),
    effectPairs: effectPairs(model).map(joint),
  }
}
