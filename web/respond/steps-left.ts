import type { Range, WayLeft } from '../../api/forms/way-left.ts'
import { fillIn, type Texts } from './words.ts'

/** What is left in plain words, never a bar. */
export function stepsLeft({ steps, seconds }: WayLeft, texts: Texts): string {
  if (steps.most <= 1) return texts.lastStep
  return fillIn(texts.stepsLeft, { steps: between(steps, texts), time: timeLeft(seconds, texts) })
}

function timeLeft({ least, most }: Range, texts: Texts): string {
  if (most < UNDER_MINUTE) return texts.underMinute
  const whole = { least: Math.max(1, Math.round(least / 60)), most: Math.max(1, Math.round(most / 60)) }
  return whole.most === 1 ? texts.oneMinute : fillIn(texts.minutes, { minutes: between(whole, texts) })
}

/** From so many seconds on it is about a minute. */
const UNDER_MINUTE = 48

const between = ({ least, most }: Range, texts: Texts): string | number =>
  least === most ? most : fillIn(texts.fromTo, { from: least, to: most })
