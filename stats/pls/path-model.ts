export const MODES = ['A', 'B', 'unit'] as const
export type Mode = (typeof MODES)[number]

/** A composite is what its items make (default); a common factor is what they share: correlations are then corrected. */
export const KINDS = ['composite', 'factor'] as const
export type Kind = (typeof KINDS)[number]

export const SCHEMES = ['path', 'factorial', 'centroid'] as const
export type Scheme = (typeof SCHEMES)[number]

/** The ends of the answer scale, never the observed ones; handbook 0.2. */
export interface Scale {
  readonly min: number
  readonly max: number
}

/** A path model as it is written down: `model.json`. `scale` is one for all items or one per item. */
export interface PathModelSource {
  readonly constructs: readonly ConstructSource[]
  readonly paths: readonly (readonly [from: string, to: string])[]
  readonly scale: Scale | Readonly<Record<string, Scale>>
}

export interface ConstructSource {
  readonly name: string
  /** A: correlation weights (default); B: regression weights; unit: equal weights of the standardised items. */
  readonly mode?: Mode
  /** `factor` (mode A only) asks for consistent PLS; handbook 2.12. */
  readonly kind?: Kind
  readonly items: readonly string[]
  /** The item whose loading is made positive; without it the majority of loadings is. */
  readonly anchor?: string
}

export interface Construct {
  readonly name: string
  readonly mode: Mode
  /** Left out for a composite. */
  readonly kind?: 'factor'
  readonly items: readonly string[]
  readonly anchor?: string
}

export interface Path {
  readonly from: string
  readonly to: string
}

/** A checked model: blocks in the order of `items`, constructs also in causal order. Plain data. */
export interface PathModel {
  readonly constructs: readonly Construct[]
  readonly paths: readonly Path[]
  /** All items, block after block. */
  readonly items: readonly string[]
  readonly scales: readonly Scale[]
  /** Construct names, causes before their effects. */
  readonly causalOrder: readonly string[]
}

/** Direct causes of a construct, in the order of the paths. */
export const causesOf = ({ paths }: PathModel, construct: string): string[] =>
  paths.filter(({ to }) => to === construct).map(({ from }) => from)

/** Constructs that some path points at, in the model's order. */
export const endogenous = (model: PathModel): string[] =>
  model.constructs.map(({ name }) => name).filter((name) => model.paths.some(({ to }) => to === name))

/** Ordered pairs joined by a chain of arrows: the total effects a model has, in causal order. */
export function effectPairs(model: PathModel): Path[] {
  const order = model.causalOrder
  return order.flatMap((from, start) => {
    const reached = new Set([from])
    return order.slice(start + 1).flatMap((to) => {
      if (!causesOf(model, to).some((cause) => reached.has(cause))) return []
      reached.add(to)
      return [{ from, to }]
    })
  })
}
