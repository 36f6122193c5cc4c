import type { NonAnswer } from '../../stats/instruments/instrument.ts'

/** Where a respondent belongs: wave 0-2, oldest first; brand 0-3, in the order of `demoProgram`. */
export type WavePlace = 0 | 1 | 2
export type BrandPlace = 0 | 1 | 2 | 3
export interface Cell {
  readonly wave: WavePlace
  readonly brand: BrandPlace
}

export const CELLS: readonly Cell[] = ([0, 1, 2] as const).flatMap((wave) =>
  ([0, 1, 2, 3] as const).map((brand) => ({ wave, brand })),
)

/** Causes before effects. */
export const CONSTRUCTS = [
  'Image',
  'Expectation',
  'Quality',
  'Value',
  'Satisfaction',
  'Complaints',
  'Loyalty',
] as const
export type ConstructName = (typeof CONSTRUCTS)[number]

/** Paths between the constructs, each of variance 1 within a brand and wave; the edges of ecsi-mobile. */
export const PATHS: readonly (readonly [from: ConstructName, to: ConstructName, coefficient: number])[] = [
  ['Image', 'Expectation', 0.5],
  ['Image', 'Satisfaction', 0.2],
  ['Image', 'Loyalty', 0.2],
  ['Expectation', 'Quality', 0.55],
  ['Expectation', 'Value', 0.1],
  ['Expectation', 'Satisfaction', 0.08],
  ['Quality', 'Value', 0.6],
  ['Quality', 'Satisfaction', 0.45],
  ['Value', 'Satisfaction', 0.25],
  ['Satisfaction', 'Complaints', 0.55],
  ['Satisfaction', 'Loyalty', 0.5],
  ['Complaints', 'Loyalty', 0.1],
]

export type Push = Readonly<Partial<Record<ConstructName, number>>>

/**
 * What moved each brand in each wave, in standard deviations of the construct; the paths carry it on.
 * The own brand's new network (wave 2) is felt as quality; the second rival is as good by its prices.
 */
export const PUSHES: readonly (readonly [Push, Push, Push])[] = [
  [{}, { Quality: 0.03 }, { Image: 0.1, Quality: 0.52, Complaints: 0.1 }],
  [
    { Image: 0.8, Quality: 0.7 },
    { Image: 0.82, Quality: 0.73 },
    { Image: 0.85, Quality: 0.75, Complaints: 0.1 },
  ],
  [
    { Quality: 0.2, Value: 0.7 },
    { Quality: 0.22, Value: 0.72 },
    { Quality: 0.25, Value: 0.75 },
  ],
  [
    { Image: -0.35, Quality: -0.35, Value: -0.2 },
    { Image: -0.38, Quality: -0.38, Value: -0.25, Complaints: -0.1 },
    { Image: -0.4, Quality: -0.4, Value: -0.3, Complaints: -0.2 },
  ],
]

/**
 * How one item shows its construct: `loading` on it, then the middle answer and the spread before rounding,
 * about those of the published mobile-phone data; `unanswered` is the chance of its commonest non-answer.
 */
export interface ItemModel {
  readonly code: string
  readonly construct: ConstructName
  readonly loading: number
  readonly middle: number
  readonly spread: number
  readonly unanswered: number
  readonly state: NonAnswer
}

const item =
  (construct: ConstructName) =>
  (
    code: string,
    loading: number,
    middle: number,
    spread: number,
    unanswered = 0.015,
    state: NonAnswer = 'dont_know',
  ): ItemModel => ({ code, construct, loading, middle, spread, unanswered, state })

const image = item('Image')
const expectation = item('Expectation')
const quality = item('Quality')
const value = item('Value')
const satisfaction = item('Satisfaction')
const loyalty = item('Loyalty')

/** In the order asked. */
export const ITEMS: readonly ItemModel[] = [
  image('imag1', 0.74, 7.3, 1.7, 0.012),
  image('imag2', 0.64, 7.5, 1.7, 0.015),
  image('imag3', 0.58, 6.5, 2, 0.028),
  image('imag4', 0.76, 7.1, 1.8, 0.015),
  image('imag5', 0.68, 7.5, 1.6, 0.018),
  expectation('cuex1', 0.72, 7.3, 1.6, 0.022),
  expectation('cuex2', 0.68, 7.2, 1.7, 0.022),
  expectation('cuex3', 0.6, 7, 1.9, 0.025),
  quality('perq1', 0.82, 7.3, 1.5, 0.006),
  quality('perq2', 0.66, 6.9, 1.9, 0.01),
  quality('perq3', 0.74, 7.1, 1.8, 0.022, 'not_applicable'),
  quality('perq4', 0.72, 7.3, 1.6, 0.01),
  quality('perq5', 0.68, 7.3, 1.5, 0.014),
  quality('perq6', 0.76, 7.2, 1.6, 0.01),
  quality('perq7', 0.72, 6.9, 1.8, 0.018),
  value('perv1', 0.78, 6, 2, 0.012),
  value('perv2', 0.88, 6.6, 1.8, 0.012),
  satisfaction('cusa1', 0.82, 7.4, 1.5, 0.005),
  satisfaction('cusa2', 0.74, 6.8, 1.7, 0.012),
  satisfaction('cusa3', 0.78, 6.9, 1.7, 0.015),
  item('Complaints')('cusco', 0.85, 6.8, 2.1, 0.03, 'not_applicable'),
  loyalty('cusl1', 0.78, 7, 2.3, 0.01),
  loyalty('cusl2', 0.36, 5, 2.5, 0.022),
  loyalty('cusl3', 0.84, 7.1, 2.1, 0.01),
]

/**
 * Segments, ordered from those lowest to those highest on one construct; `pull` is the correlation behind the order.
 * They are read off the respondent, so that the constructs stay exactly normal in every brand and wave.
 */
export interface SegmentModel {
  readonly code: string
  readonly construct: ConstructName
  readonly pull: number
  readonly shares: readonly (readonly [value: string, share: number])[]
  readonly unanswered: number
  readonly state: NonAnswer
}

export const SEGMENTS: readonly SegmentModel[] = [
  {
    code: 'region',
    construct: 'Value',
    pull: 0.12,
    shares: [
      ['foreign-developing', 0.05],
      ['foreign-developed', 0.08],
      ['domestic', 0.35],
      ['local', 0.52],
    ],
    unanswered: 0.005,
    state: 'dont_know',
  },
  {
    code: 'age-band',
    construct: 'Loyalty',
    pull: 0.25,
    shares: [
      ['under-18', 0.04],
      ['18-24', 0.14],
      ['25-34', 0.23],
      ['35-44', 0.22],
      ['45-54', 0.17],
      ['55-64', 0.12],
      ['65-plus', 0.08],
    ],
    unanswered: 0.025,
    state: 'refused',
  },
  {
    code: 'channel',
    construct: 'Quality',
    pull: 0.35,
    shares: [
      ['internet', 0.3],
      ['indirect', 0.12],
      ['retail', 0.22],
      ['direct', 0.2],
      ['dealer', 0.16],
    ],
    unanswered: 0.012,
    state: 'dont_know',
  },
  {
    code: 'value-tier',
    construct: 'Image',
    pull: 0.4,
    shares: [
      ['low', 0.35],
      ['middle', 0.45],
      ['high', 0.2],
    ],
    unanswered: 0.01,
    state: 'dont_know',
  },
]
