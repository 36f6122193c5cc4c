import { checkUsable } from '../core/usable-number.ts'

/** Slope of x at m: b_x + b_xm m. Throws when a number is not usable. Aiken & West (1991). */
export function simpleSlope(direct: number, interaction: number, moderator: number): number {
  checkUsable('simpleSlope', { direct, interaction, moderator })
  return direct + interaction * moderator
}
