import { quoted } from './quoted.ts'

/**
 * What is wrong with an answer that must stay within the one to `item`: a choice that was not among those taken there, or
 * a number above the one given there. Undefined when nothing is, and where `outer` is no such answer: then it is free.
 */
export function checkWithin(
  raw: unknown,
  { item, outer }: { readonly item: string; readonly outer: unknown },
): { readonly reason: string; readonly message: string } | undefined {
  if (Array.isArray(outer) && typeof raw === 'string' && !outer.includes(raw)) {
    return { reason: 'unknown-choice', message: `${quoted(raw)} is not among the answers to ${item}` }
  }
  if (typeof outer === 'number' && typeof raw === 'number' && raw > outer) {
    return { reason: 'out-of-range', message: `is ${raw}, but ${item} is only ${outer}` }
  }
  return undefined
}
