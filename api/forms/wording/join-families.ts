import type { Wording } from './wording.ts'

/** What one family of instruments says, in one language. */
export type FamilyWording = Partial<
  Pick<
    Wording,
    'items' | 'helps' | 'columns' | 'choices' | 'ends' | 'instruments' | 'constructs' | 'parameters'
  >
>

/** The words of several families as one. Throws when two of them word the same thing: one text would be lost. */
export function joinFamilies(families: readonly FamilyWording[]): Required<FamilyWording> {
  const joined = <Part extends keyof FamilyWording>(part: Part): Wording[Part] => {
    const entries = families.flatMap((family) => Object.entries(family[part] ?? {}))
    const words = Object.fromEntries(entries)
    if (Object.keys(words).length < entries.length) {
      const twice = entries.find(([name], i) => entries.some(([other], j) => j < i && other === name))
      throw new RangeError(`joinFamilies: ${part} "${twice?.[0]}" is worded twice`)
    }
    return words as Wording[Part]
  }
  return {
    items: joined('items'),
    helps: joined('helps'),
    columns: joined('columns'),
    choices: joined('choices'),
    ends: joined('ends'),
    instruments: joined('instruments'),
    constructs: joined('constructs'),
    parameters: joined('parameters'),
  }
}
