import { normalQuantile } from '../../stats/core/normal.ts'
import { seeded, streamOf, uniform } from '../../stats/index.ts'
import type { Language, NonAnswer } from '../../stats/instruments/instrument.ts'
import {
  type BrandPlace,
  type Cell,
  CONSTRUCTS,
  type ConstructName,
  ITEMS,
  SEGMENTS,
  type WavePlace,
} from './model.ts'
import { causesOf, constructMeans, disturbance, thresholds } from './population.ts'
import { FIELD_DAYS } from './program.ts'

/** One interview, raw: `answers` is what the respondent's page would send. */
export interface DemoRespondent {
  readonly wave: WavePlace
  readonly brand: BrandPlace
  readonly language: Language
  readonly answers: Readonly<Record<string, number | string>>
  /** Days after the wave opened, from 0, and seconds after that day's midnight. */
  readonly day: number
  readonly secondOfDay: number
}

const LANGUAGE_SHARES: readonly (readonly [Language, number])[] = [
  ['zh-Hans', 0.6],
  ['zh-Hant', 0.22],
  ['en', 0.18],
]
const LANGUAGE_POINTS = cumulated(LANGUAGE_SHARES.slice(0, -1))
/** Of those who leave a question open although its commonest non-answer fits. */
const OTHER_STATE = 0.2
const SKIPPED_ATTRIBUTE = 0.008
const EARLIEST_SECOND = 7 * 3600
const LATEST_SECOND = 23 * 3600

const STRUCTURE = CONSTRUCTS.map((name) => ({ name, causes: causesOf(name), spread: disturbance(name) }))
const MEASURES = ITEMS.map((item) => ({
  ...item,
  noise: Math.sqrt(1 - item.loading ** 2),
  points: thresholds(item),
}))
const GROUPS = SEGMENTS.map((segment) => ({
  ...segment,
  noise: Math.sqrt(1 - segment.pull ** 2),
  points: cumulated(segment.shares.slice(0, -1)).map(normalQuantile),
}))

/**
 * Draws the respondents of one brand and wave: `draw(7)` is the same person alone or among thousands.
 * `seed` and the number are whole numbers from 0.
 */
export function respondentsOf(cell: Cell, seed: number): (number: number) => DemoRespondent {
  const stream = streamOf(`demo wave ${cell.wave} brand ${cell.brand}`)
  const means = constructMeans(cell)
  return (number) => {
    const random = seeded(seed, { stream, draw: number })
    const chance = () => uniform(random)
    const normal = () => normalQuantile(chance())
    const { levels, disturbances } = drawConstructs(normal, means)
    const answers = { ...drawRatings(normal, chance, levels), ...drawSegments(normal, chance, disturbances) }
    const language = valueAt(LANGUAGE_SHARES, LANGUAGE_POINTS, chance())
    return { ...cell, language, answers, ...drawTime(chance, FIELD_DAYS[cell.wave]) }
  }
}

type Levels = Readonly<Record<ConstructName, number>>

/** Levels around `means`, and the standardised disturbance of each. */
function drawConstructs(normal: () => number, means: Levels): { levels: Levels; disturbances: Levels } {
  const deviations: Partial<Record<ConstructName, number>> = {}
  const disturbances: Partial<Record<ConstructName, number>> = {}
  const levels: Partial<Record<ConstructName, number>> = {}
  for (const { name, causes, spread } of STRUCTURE) {
    const own = normal()
    const deviation = causes.reduce(
      (sum, { cause, coefficient }) => sum + coefficient * (deviations[cause] ?? 0),
      spread * own,
    )
    disturbances[name] = own
    deviations[name] = deviation
    levels[name] = means[name] + deviation
  }
  return { levels: levels as Levels, disturbances: disturbances as Levels }
}

function drawRatings(
  normal: () => number,
  chance: () => number,
  levels: Levels,
): Record<string, number | string> {
  const answers: Record<string, number | string> = {}
  for (const { code, construct, loading, noise, points, unanswered, state } of MEASURES) {
    const shown = loading * levels[construct] + noise * normal()
    const answer = 1 + points.filter((point) => shown >= point).length
    answers[code] = chance() < unanswered ? otherwise(state, chance()) : answer
  }
  return answers
}

function otherwise(state: NonAnswer, chance: number): NonAnswer {
  if (chance >= OTHER_STATE) return state
  return state === 'dont_know' ? 'not_applicable' : 'dont_know'
}

function drawSegments(
  normal: () => number,
  chance: () => number,
  disturbances: Levels,
): Record<string, string> {
  const answers: Record<string, string> = {}
  for (const { code, construct, pull, noise, points, shares, unanswered, state } of GROUPS) {
    const value = valueAt(shares, points, pull * disturbances[construct] + noise * normal())
    const luck = chance()
    if (luck < SKIPPED_ATTRIBUTE) continue
    answers[code] = luck < SKIPPED_ATTRIBUTE + unanswered ? state : value
  }
  return answers
}

/** Most answer soon after they are asked, and in the afternoon. */
function drawTime(chance: () => number, days: number): { day: number; secondOfDay: number } {
  const day = Math.floor(days * chance() ** 1.5)
  const ofTheDay = (chance() + chance()) / 2
  return { day, secondOfDay: Math.floor(EARLIEST_SECOND + (LATEST_SECOND - EARLIEST_SECOND) * ofTheDay) }
}

function cumulated(shares: readonly (readonly [string, number])[]): number[] {
  let sum = 0
  return shares.map(([, share]) => {
    sum += share
    return sum
  })
}

/** The value whose stretch between the points holds `place`. */
function valueAt<Value extends string>(
  shares: readonly (readonly [Value, number])[],
  points: readonly number[],
  place: number,
): Value {
  return shares[points.filter((point) => place >= point).length]![0]
}
