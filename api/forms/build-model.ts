import type { CodeBook } from '../../stats/coding/code-book.ts'
import type { ConstructMode, Scale } from '../../stats/instruments/instrument.ts'
import type { PlacedModule } from './place-module.ts'

/** The path model a form measures, as stats/pls specifyModel reads it. */
export interface FormModel {
  readonly constructs: readonly {
    readonly name: string
    readonly mode: ConstructMode
    readonly items: readonly string[]
  }[]
  readonly paths: readonly (readonly [from: string, to: string])[]
  /** Of every item the constructs use. */
  readonly scale: Readonly<Record<string, Scale>>
  /** The construct whose score is the satisfaction index. */
  readonly target: string
}

/** The model of the one module that measures an index; null where none does. */
export function buildModel(modules: readonly PlacedModule[], codeBook: CodeBook): FormModel | null {
  const instrument = modules.find(({ instrument }) => instrument.satisfaction !== null)?.instrument
  if (instrument === undefined || instrument.satisfaction === null) return null
  const { name, constructs, paths, satisfaction } = instrument
  const scaleOf = (code: string): readonly [string, Scale] => {
    const scale = codeBook.scales[code]
    if (scale === undefined) throw new RangeError(`buildModel: "${code}" of "${name}" is not scored`)
    return [code, scale]
  }
  return {
    constructs: constructs.map(({ name, mode, items }) => ({ name, mode, items })),
    paths,
    scale: Object.fromEntries(constructs.flatMap(({ items }) => items.map(scaleOf))),
    target: satisfaction,
  }
}
